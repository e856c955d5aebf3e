//! Options that come out of a declarative macro.

use super::support::*;

macro_rules! function {
    ($name:ident, $retries:expr, $time:literal, $place:ident = $value:expr) => {
        #[resilient(retries = $retries, timeout = $time, fallback = [$place = $value])]
        async fn $name(api: &Api, $place: &str) -> Result<String, E> {
            api.ask().await?;
            Ok($place.to_owned())
        }
    };
}

function!(shape, 0, "1m", model = "b");

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a")), Err(E::Failed));
}
