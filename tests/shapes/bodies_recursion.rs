//! Recursion through a box, and a chain of sixteen annotated functions.

use super::support::*;

#[resilient(retries = 1)]
async fn shape(api: &Api, n: u32) -> Result<u32, E> {
    if n == 0 {
        return api.ask().await;
    }
    Box::pin(shape(api, n - 1)).await
}

macro_rules! chain {
    ($name:ident) => {
        #[resilient(retries = 1, timeout = "1m")]
        async fn $name(api: &Api) -> Result<u32, E> {
            api.ask().await
        }
    };
    ($name:ident $next:ident $($rest:ident)*) => {
        #[resilient(retries = 1, timeout = "1m")]
        async fn $name(api: &Api) -> Result<u32, E> {
            $next(api).await
        }
        chain!($next $($rest)*);
    };
}

chain!(f01 f02 f03 f04 f05 f06 f07 f08 f09 f10 f11 f12 f13 f14 f15 f16);

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 3)), Ok(3));
    assert_eq!(run(is_send(f01(&Api::new()))), Ok(3));
}
