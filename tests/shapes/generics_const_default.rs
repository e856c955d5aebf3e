//! Const generics with defaults, in impls, arguments and turbofish.

use super::support::*;

struct Buffer<const N: usize = 4>([u8; N], Api);
impl<const N: usize> Buffer<N> {
    #[resilient]
    async fn shape<const M: usize>(&self, more: [u8; M]) -> Result<usize, E> {
        self.1.ask().await?;
        let all: [u8; N] = self.0;
        Ok(N + take(more).len() + all.len() + { M * 2 })
    }
    #[resilient]
    async fn array(&self) -> Result<[u8; N], E> {
        self.1.ask().await?;
        Ok([1; N])
    }
}
#[resilient]
async fn flag<const ON: bool, const C: char>(api: &Api) -> Result<char, E> {
    api.ask().await?;
    Ok(if ON { C } else { 'x' })
}
#[test]
fn works() {
    let it: Buffer = Buffer([0; 4], Api::new());
    assert_eq!(run(it.shape([1, 2])), Ok(4 + 2 + 4 + 4));
    assert_eq!(run(Buffer([0; 2], Api::new()).array()), Ok([1, 1]));
    assert_eq!(run(flag::<true, 'c'>(&Api::new())), Ok('c'));
}
