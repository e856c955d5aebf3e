//! `clone` and `borrow` together with patterns, `self`, links and one attempt.

use super::support::*;

#[derive(Clone)]
struct Req {
    head: Counted,
    n: u32,
}
#[resilient(clone(a), borrow(b, list), retries = 2)]
async fn shape(api: &Api, (a, b): (Req, Counted), mut list: Vec<u32>) -> Result<u32, E> {
    drop(a.head);
    list.push(a.n);
    let n = b.look() + list.len() as u32;
    Ok(api.ask().await? + n)
}
#[resilient(clone(a), retries = 0)]
async fn once(a: Req) -> Result<u32, E> {
    drop(a.head);
    Ok(a.n)
}
#[resilient(clone(a), retries = 1, fallback = [(a.n = 5)])]
async fn linked(api: &Api, a: Req) -> Result<u32, E> {
    drop(a.head);
    Ok(api.ask().await? + a.n)
}
#[test]
fn works() {
    let ((h, hc), (b, bc)) = (Counted::new(), Counted::new());
    assert_eq!(run(shape(&Api::new(), (Req { head: h, n: 1 }, b), vec![])), Ok(6));
    assert_eq!([count(&hc), count(&bc)], [2, 0]);
    let (h, hc) = Counted::new();
    assert_eq!(run(once(Req { head: h, n: 1 })), Ok(1));
    assert_eq!(count(&hc), 0);
    let (h, _) = Counted::new();
    assert!(run(linked(&Api::new(), Req { head: h, n: 1 })).is_ok());
}
