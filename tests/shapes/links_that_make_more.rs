//! What a link makes may be a number with a sign, or end with a `Drop` of its own beside an argument that moves.

use super::support::*;

struct View<'v> {
    name: &'v str,
}

impl<'v> View<'v> {
    fn of(name: &'v str) -> Self {
        View { name }
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        assert!(!self.name.is_empty());
    }
}

#[resilient(fallback = [view = &View::of(&name)])]
async fn viewed(body: Vec<u8>, name: String, view: &View<'_>) -> Result<usize, E> {
    let length = take(body).len();
    if view.name == name { Ok(length) } else { Err(E::Failed) }
}

#[resilient(retries = 0, fallback = [view = &View::of(&name)])]
async fn viewed_once(body: Vec<u8>, mut name: String, view: &View<'_>) -> Result<usize, E> {
    let length = take(body).len();
    name.push(' ');
    if view.name == name.trim() { Ok(length) } else { Err(E::Failed) }
}

#[resilient(retries = 0, fallback = [(n = &-n, flag = &!*flag), n = &(-*n + 7)])]
async fn signed(n: &i32, flag: &bool) -> Result<i32, E> {
    if *n > 0 && *flag { Ok(*n) } else { Err(E::Failed) }
}

#[test]
fn works() {
    let view = View::of("other");
    assert_eq!(run(is_send(viewed(vec![1], "name".into(), &view))), Ok(1));
    assert_eq!(run(is_send(viewed_once(vec![1], "name".into(), &view))), Ok(1));
    assert_eq!(run(is_send(signed(&1, &false))), Err(E::Failed));
    assert_eq!(run(is_send(signed(&-1, &false))), Ok(1));
}
