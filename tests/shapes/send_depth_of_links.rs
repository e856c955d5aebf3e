//! Eight functions, each of which calls the next as a link, still `Send`.

use super::support::*;

macro_rules! chain {
    ($name:ident $next:ident $($rest:ident)*) => {
        #[resilient(retries = 0, fallback = [$next(api, n + 1)])]
        async fn $name(api: &Api, n: u32) -> Result<u32, E> {
            api.ask().await.map(|asked| asked + n)
        }
        chain!($next $($rest)*);
    };
    ($name:ident) => {
        #[resilient(retries = 0)]
        async fn $name(api: &Api, n: u32) -> Result<u32, E> {
            api.ask().await.map(|asked| asked + n)
        }
    };
}

chain!(a b c d e f g h);

#[test]
fn works() {
    // The third function answers.
    assert_eq!(run(is_send(a(&Api::new(), 10))), Ok(3 + 12));
}
