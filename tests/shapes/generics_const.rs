//! Const generics, in the policy's block too.

use super::support::*;

#[resilient(timeout = std::time::Duration::from_secs(N as u64))]
async fn shape<const N: usize, T: Copy + Default>(api: &Api, items: [T; N]) -> Result<[T; N], E> {
    api.ask().await?;
    Ok(items)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), [1, 2])), Ok([1, 2]));
}
