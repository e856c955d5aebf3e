//! Types that come out of a declarative macro.

use super::support::*;

macro_rules! function {
    ($name:ident, $a:ty, $b:ty, $c:ty) => {
        #[resilient]
        async fn $name(api: &Api, a: $a, b: $b, c: $c) -> Result<String, E> {
            b.push(1);
            api.ask().await?;
            Ok(format!("{a}{}{}", take(b).len(), take(c)))
        }
    };
}

function!(shape, &str, &mut Vec<u8>, String);

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a", &mut vec![], "c".into())), Ok("a3c".into()));
}
