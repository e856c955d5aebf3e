//! Functions that come out of a declarative macro, with fragments of every kind.

use super::support::*;

macro_rules! functions {
    ($(#[$attr:meta])* $vis:vis $name:ident($arg:ident: $ty:ty) -> $out:ty $body:block) => {
        $(#[$attr])*
        #[resilient]
        $vis async fn $name(_api: &Api, $arg: $ty) -> $out $body
    };
}

functions! {
    #[allow(dead_code)]
    pub(super) shape(name: String) -> Result<usize, E> { Ok(take(name).len()) }
}

macro_rules! whole {
    ($item:item) => {
        #[resilient]
        $item
    };
}

whole! {
    async fn second(api: &Api, name: String) -> Result<String, E> {
        api.ask().await?;
        Ok(name)
    }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "ab".into())), Ok(2));
    assert_eq!(run(second(&Api::new(), "ab".into())), Ok("ab".into()));
}
