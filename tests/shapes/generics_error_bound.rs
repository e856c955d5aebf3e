//! An error type that is generic, with its bounds in a where clause.

use super::support::*;

trait Step {
    type Error: std::error::Error + Send + Sync + 'static;
    fn step(&self) -> Result<u32, Self::Error>;
}
#[derive(Debug)]
struct Bad;
impl std::fmt::Display for Bad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("bad")
    }
}
impl std::error::Error for Bad {}
impl Step for Api {
    type Error = Bad;
    fn step(&self) -> Result<u32, Bad> {
        self.ask_now().map_err(|_| Bad)
    }
}

#[resilient(classify = |_| Class::Server)]
async fn shape<S: Step>(step: S) -> Result<u32, S::Error> {
    step.step()
}

#[resilient]
async fn bounded<T, X>(f: impl Fn() -> Result<T, X>) -> Result<T, X>
where
    X: Classify,
{
    f()
}

#[resilient(timeout = "1s", fallback = [f()])]
async fn guarded<T: Send, X>(f: impl AsyncFn() -> Result<T, X>) -> Result<T, X>
where
    X: Classify + From<resilient::Error>,
{
    f().await
}

#[test]
fn works() {
    assert_eq!(run(shape(Api::new())).unwrap(), 3);
    let api = Api::new();
    assert_eq!(run(bounded(|| api.ask_now())), Ok(3));
    let api = Api::new();
    assert_eq!(run(guarded(async || api.ask().await)), Ok(3));
}
