//! Guards, nested or-patterns, bindings with `@`, ranges, slices.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    value: Option<Result<u32, String>>,
    list: &[u32],
    limit: u32,
) -> Result<u32, E> {
    let n = api.ask().await?;
    let a = match value {
        Some(Ok(n @ (1 | 2 | 7..=9))) if n < limit => n,
        Some(Ok(n)) => n,
        Some(Err(ref text)) => text.len() as u32,
        _ => 0,
    };
    let b = match list {
        [] => 0,
        [one] => *one,
        [first, middle @ .., last] => first + last + middle.len() as u32,
    };
    let c = if let ([x, ..], Some(y)) = (list, list.last()) { x + y } else { 0 };
    Ok(n + a + b + c)
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Some(Ok(2)), &[1, 5, 3], 5)), Ok(3 + 2 + 5 + 4));
}
