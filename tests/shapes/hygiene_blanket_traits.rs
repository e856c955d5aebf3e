//! A trait of the user's for every type may have methods of any name.

use super::support::*;

trait Told {
    fn answer(&self) -> bool {
        true
    }
    fn error(&self) -> bool {
        true
    }
    fn names(&self) -> bool {
        true
    }
    fn status(&self) -> bool {
        true
    }
}

impl<T> Told for T {}

#[resilient(breaker = "shapes:told")]
async fn shape(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[test]
fn works() {
    let told = 1_u8;
    assert!(told.answer() && told.error() && told.names() && told.status());
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
