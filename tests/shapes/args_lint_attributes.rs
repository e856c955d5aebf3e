//! Lint levels on arguments, `expect` among them.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[allow(unused_variables)] a: u32,
    #[expect(unused_variables)] b: String,
    #[allow(unused_mut)] mut c: String,
    #[expect(unused_mut, reason = "a test")] mut d: Counted,
    #[cfg_attr(all(), allow(unused_variables))] e: u8,
) -> Result<usize, E> {
    api.ask().await?;
    take(d);
    Ok(c.len())
}

#[test]
fn works() {
    let (d, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), 1, "b".into(), "c".into(), d, 2)), Ok(1));
    assert_eq!(count(&clones), 2);
}
