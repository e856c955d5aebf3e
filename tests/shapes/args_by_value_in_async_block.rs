//! Arguments moved into an async block, joined, boxed, raced, in a vector of futures.

use super::support::*;

#[resilient]
async fn shape(api: &Api, a: Counted, b: Counted, c: String) -> Result<u32, E> {
    let mut all: Vec<std::pin::Pin<Box<dyn Future<Output = u32> + Send + '_>>> = Vec::new();
    all.push(Box::pin(async move { a.look() }));
    all.push(Box::pin(async { b.look() }));
    all.push(Box::pin(std::future::ready(c.len() as u32)));
    let mut sum = 0;
    for one in all {
        sum += one.await;
    }
    Ok(api.ask().await? + sum)
}
#[test]
fn works() {
    let ((a, ac), (b, bc)) = (Counted::new(), Counted::new());
    assert_eq!(run(is_send(shape(&Api::new(), a, b, "c".into()))), Ok(3 + 2 + 0 + 1));
    assert_eq!([count(&ac), count(&bc)], [2, 0]);
}
