//! A unit struct as a pattern binds nothing.

use super::support::*;

use std::marker::PhantomData;

#[resilient]
async fn shape(api: &Api, PhantomData: PhantomData<u8>, (): ()) -> Result<u32, E> {
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), PhantomData, ())), Ok(3));
}
