//! An optional exclusive reference beside links, in a pattern, forwarded, and given back.

use super::support::*;

#[resilient(retries = 1, fallback = [other])]
async fn forwarded(
    api: &Api,
    seen: Option<&mut u32>,
    pin: std::pin::Pin<&mut u32>,
) -> Result<u32, E> {
    if let Some(it) = seen {
        *it += 1;
    }
    *pin.get_mut() += 1;
    api.ask().await
}
async fn other(api: &Api, seen: Option<&mut u32>, pin: std::pin::Pin<&mut u32>) -> Result<u32, E> {
    *seen.unwrap() += 10;
    *pin.get_mut() += 10;
    api.ask().await
}
#[resilient]
async fn pattern(api: &Api, (seen, n): (Option<&mut u32>, u32)) -> Result<u32, E> {
    if let Some(it) = seen {
        *it += n;
    }
    api.ask().await
}
#[resilient(retries = 0)]
async fn returned<'a>(seen: Option<&'a mut u32>) -> Result<&'a mut u32, E> {
    seen.ok_or(E::Parse)
}
#[resilient(retries = 0)]
async fn pinned<'a>(seen: std::pin::Pin<&'a mut u32>) -> Result<&'a mut u32, E> {
    Ok(seen.get_mut())
}
#[resilient]
async fn looked(api: &Api, seen: Option<&mut dyn FnMut(u32)>) -> Result<u32, E> {
    let some = seen.is_some();
    if let Some(f) = seen {
        f(1);
    }
    api.ask().await.map(|n| n + u32::from(some))
}
#[resilient(borrow(seen))]
async fn lent(api: &Api, seen: Option<&mut u32>) -> Result<u32, E> {
    let n = seen.is_some();
    api.ask().await.map(|it| it + u32::from(n))
}
#[test]
fn works() {
    let (mut seen, mut pin) = (0, 0);
    assert_eq!(run(forwarded(&Api::new(), Some(&mut seen), std::pin::Pin::new(&mut pin))), Ok(3));
    assert_eq!((seen, pin), (12, 12));
    assert_eq!(run(pattern(&Api::new(), (Some(&mut seen), 2))), Ok(3));
    assert_eq!(seen, 18);
    assert_eq!(run(returned(Some(&mut seen))).map(|it| *it), Ok(18));
    assert_eq!(run(pinned(std::pin::Pin::new(&mut seen))).map(|it| *it), Ok(18));
    let mut sum = 0;
    assert_eq!(run(looked(&Api::new(), Some(&mut |n| sum += n))), Ok(4));
    assert_eq!(sum, 3);
    assert_eq!(run(lent(&Api::new(), Some(&mut seen))), Ok(4));
}
