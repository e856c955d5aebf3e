//! A trait object behind a reference, shared and exclusive.

use super::support::*;

trait Sink {
    fn put(&mut self, n: u32);
}
impl Sink for Vec<u32> {
    fn put(&mut self, n: u32) {
        self.push(n)
    }
}

#[resilient]
async fn shape(
    api: &Api,
    sink: &mut dyn Sink,
    show: &(dyn Fn(u32) -> u32 + Sync),
) -> Result<u32, E> {
    sink.put(show(1));
    api.ask().await
}

#[test]
fn works() {
    let mut list = vec![];
    assert_eq!(run(shape(&Api::new(), &mut list, &|n| n + 1)), Ok(3));
    assert_eq!(list, [2, 2, 2]);
}
