//! Lint levels on arguments, `expect` among them.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[allow(unused_variables)] a: u32,
    #[expect(unused_variables)] b: String,
    #[allow(unused_mut)] mut c: String,
    #[expect(unused_mut, reason = "a test")] mut d: Counted,
    #[cfg_attr(all(), allow(unused_variables))] e: u8,
) -> Result<usize, E> {
    api.ask().await?;
    take(d);
    Ok(c.len())
}

/// They hold for what an attempt binds, too.
#[resilient]
#[deny(warnings, clippy::pedantic)]
async fn named(
    api: &Api,
    #[allow(non_snake_case)] Name: String,
    #[expect(non_snake_case)] Other: Vec<u8>,
    #[cfg_attr(all(), allow(non_snake_case))] Third: String,
    #[allow(clippy::used_underscore_binding)] _x: String,
) -> Result<usize, E> {
    api.ask().await?;
    Ok(take(Name).len() + take(Other).len() + take(Third).len() + take(_x).len())
}

/// What is expected of a part is expected once.
#[resilient]
#[deny(warnings)]
async fn expected(
    api: &Api,
    #[expect(unused_variables)] (a, b): (String, String),
) -> Result<usize, E> {
    api.ask().await?;
    Ok(take(b).len())
}

#[resilient(retries = 0)]
#[deny(warnings)]
async fn expected_once(#[expect(unused_variables)] (a, b): (String, String)) -> Result<usize, E> {
    Ok(take(b).len())
}

/// A `mut` that is not used is expected of a part as well.
#[resilient]
#[deny(warnings)]
async fn mut_part(
    api: &Api,
    #[expect(unused_mut)] (mut a, b): (String, String),
    #[allow(unused_mut)] (mut c, _): (String, u8),
) -> Result<usize, E> {
    api.ask().await?;
    Ok(a.len() + take(b).len() + c.len())
}

#[resilient(retries = 0)]
#[deny(warnings)]
async fn mut_part_once(#[expect(unused_mut)] (mut a, b): (String, String)) -> Result<usize, E> {
    Ok(a.len() + take(b).len())
}

#[derive(Clone)]
struct Client(u32);

#[deny(warnings)]
impl Client {
    #[resilient]
    async fn expected(#[expect(unused_mut)] mut self, api: &Api) -> Result<u32, E> {
        Ok(api.ask().await? + self.0)
    }

    #[resilient]
    async fn allowed(#[allow(unused_mut)] mut self, api: &Api) -> Result<u32, E> {
        Ok(api.ask().await? + take(self).0)
    }

    #[resilient(retries = 0)]
    async fn expected_once(#[expect(unused_mut)] mut self) -> Result<u32, E> {
        Ok(take(self).0)
    }
}

impl Client {
    #[resilient]
    #[expect(unused_mut)]
    async fn unused_mut(mut self, api: &Api) -> Result<u32, E> {
        api.ask().await?;
        Ok(self.0)
    }

    #[resilient(retries = 0)]
    #[expect(unused_mut)]
    async fn unused_mut_once(mut self) -> Result<Self, E> {
        Ok(self)
    }
}

#[test]
fn works() {
    let [a, b, c] = ["a", "bc", "def"].map(String::from);
    assert_eq!(run(mut_part(&Api::new(), (a.clone(), b.clone()), (c, 0))), Ok(6));
    assert_eq!(run(mut_part_once((a, b))), Ok(3));
    assert_eq!(run(Client(1).expected(&Api::new())), Ok(4));
    assert_eq!(run(Client(1).allowed(&Api::new())), Ok(4));
    assert_eq!(run(Client(1).expected_once()), Ok(1));
    let third = "ab".to_string();
    assert_eq!(run(named(&Api::new(), "a".into(), vec![1], third, "b".into())), Ok(5));
    assert_eq!(run(expected(&Api::new(), ("a".into(), "b".into()))), Ok(1));
    assert_eq!(run(expected_once(("a".into(), "b".into()))), Ok(1));
    assert_eq!(run(Client(1).unused_mut(&Api::new())), Ok(1));
    assert_eq!(run(Client(1).unused_mut_once()).map(|it| it.0), Ok(1));
    let (d, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), 1, "b".into(), "c".into(), d, 2)), Ok(1));
    assert_eq!(count(&clones), 2);
}
