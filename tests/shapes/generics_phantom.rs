//! Type parameters that only the caller names.

use super::support::*;

use std::marker::PhantomData;
trait Kind {
    const N: u32;
}
struct One;
impl Kind for One {
    const N: u32 = 1;
}
#[resilient]
async fn shape<K: Kind, T: Default + 'static>(
    api: &Api,
    kind: PhantomData<K>,
) -> Result<(T, u32), E> {
    Ok((T::default(), api.ask().await? + K::N))
}
#[resilient(retries = 2)]
async fn by_const<K: Kind + ?Sized>(api: &Api) -> Result<u32, E> {
    const { assert!(K::N > 0) };
    Ok(api.ask().await? + <K as Kind>::N)
}
#[test]
fn works() {
    assert_eq!(run(shape::<One, u8>(&Api::new(), PhantomData)), Ok((0, 4)));
    assert_eq!(run(by_const::<One>(&Api::new())), Ok(4));
}
