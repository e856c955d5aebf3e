//! Constants, const blocks, statics, `use`, inner generics and nested functions.

use super::support::*;

#[resilient]
async fn shape(api: &Api, n: u32) -> Result<u32, E> {
    use std::collections::HashMap as Map;
    const LIMIT: u32 = 5;
    static CALLS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    CALLS.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    fn inner<T: Into<u32>>(t: T) -> u32 {
        t.into()
    }
    async fn inner_async(api: &Api) -> Result<u32, E> {
        api.ask().await
    }
    impl Helper {
        fn get() -> u32 {
            1
        }
    }
    struct Helper;
    let map: Map<_, _> = [(1u8, const { LIMIT * 2 })].into();
    let list = [n; LIMIT as usize];
    Ok(inner_async(api).await?
        + inner(1u8)
        + map[&1]
        + Helper::get()
        + list.len() as u32
        + CALLS.load(std::sync::atomic::Ordering::SeqCst))
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1)), Ok(3 + 1 + 10 + 1 + 5 + 3));
}
