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

#[derive(Clone)]
struct Client(u32);

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
