//! The user's own lints still see the function.

use super::support::*;

#[resilient]
#[expect(unused_variables)]
async fn unused_argument(api: &Api, unused: u32, also: String) -> Result<u32, E> {
    api.ask().await
}

#[resilient]
#[expect(unused_must_use)]
async fn must_use(api: &Api) -> Result<u32, E> {
    api.ask_now();
    api.ask().await
}

#[resilient]
#[expect(unused_mut)]
async fn unused_mut(api: &Api, mut name: String, mut n: u32) -> Result<String, E> {
    api.ask().await?;
    Ok(name + &n.to_string())
}

#[resilient]
#[expect(unused_variables, unused_assignments)]
async fn locals(api: &Api) -> Result<u32, E> {
    let mut local = 1;
    local = 2;
    api.ask().await
}

#[resilient]
#[expect(unreachable_code)]
async fn unreachable(api: &Api) -> Result<u32, E> {
    return api.ask().await;
    Ok(1)
}

#[resilient]
#[expect(deprecated)]
async fn deprecated(api: &Api) -> Result<u32, E> {
    old();
    api.ask().await
}

#[deprecated]
fn old() {}

mod inner {
    #![expect(dead_code)]
    use super::*;

    #[resilient]
    async fn dead(api: &Api) -> Result<u32, E> {
        api.ask().await
    }
}

#[test]
fn works() {
    assert_eq!(run(unused_argument(&Api::new(), 1, String::new())), Ok(3));
    assert_eq!(run(must_use(&Api::new())), Ok(4));
    assert_eq!(run(unused_mut(&Api::new(), "a".into(), 1)), Ok("a1".into()));
    assert_eq!(run(locals(&Api::new())), Ok(3));
    assert_eq!(run(unreachable(&Api::new())), Ok(3));
    assert_eq!(run(deprecated(&Api::new())), Ok(3));
}
