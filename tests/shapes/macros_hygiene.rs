//! A macro's own names and the caller's are two things.

use super::support::*;

macro_rules! function {
    ($name:ident, $arg:ident, $body:expr) => {
        #[resilient]
        async fn $name(api: &Api, $arg: String, own: String) -> Result<String, E> {
            api.ask().await?;
            let text = $body;
            Ok(own + &text)
        }
    };
}

function!(shape, name, take(name) + "!");

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into(), "b".into())), Ok("ba!".into()));
}
