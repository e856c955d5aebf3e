//! Slices and arrays taken apart in the signature.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    [a, b, ..]: [u32; 4],
    [first, rest @ ..]: [Counted; 3],
) -> Result<u32, E> {
    let (first, rest) = (take(first), take(rest));
    Ok(api.ask().await? + a + b + rest.len() as u32)
}

#[resilient]
async fn by_reference(api: &Api, [a, b @ ..]: &mut [u32; 2]) -> Result<u32, E> where {
    Ok(api.ask().await? + *a + b[0])
}

#[test]
fn works() {
    assert_eq!(run(by_reference(&Api::new(), &mut [1, 2])), Ok(6));
    let (item, clones) = Counted::new();
    let items = [item.clone(), item.clone(), item];
    assert_eq!(run(shape(&Api::new(), [1, 2, 3, 4], items)), Ok(8));
    assert_eq!(count(&clones), 2 + 2 * 3);
}
