//! A type of the user's that is called `Option`, or `Box`, by value.
#![allow(unreachable_pub)]

use super::support::*;

mod own {
    #[derive(Clone)]
    pub struct Option<T>(pub T);
    #[derive(Clone)]
    pub struct Box<T>(pub T);
    impl<T> std::ops::Deref for Box<T> {
        type Target = T;
        fn deref(&self) -> &T {
            &self.0
        }
    }
}
use own::{Box, Option};
#[resilient]
async fn shape(api: &Api, a: Option<u32>, b: Box<u32>) -> Result<u32, E> {
    let n = *b;
    Ok(api.ask().await? + take(a).0 + n)
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Option(1), Box(1))), Ok(5));
}
