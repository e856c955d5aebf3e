//! Docs, deprecation, inlining and codegen attributes, all kept.

use super::support::*;

/// Documented.
#[doc(hidden)]
#[inline(always)]
#[must_use = "it answers"]
#[resilient]
#[cold]
#[allow(clippy::needless_pass_by_value)]
/// More docs.
#[cfg_attr(all(), doc = "even more")]
pub(crate) async fn shape(api: &Api, name: String) -> Result<usize, E> {
    api.ask().await?;
    Ok(name.len())
}

#[deprecated(since = "1", note = "old")]
#[resilient]
async fn old(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[cfg_attr(all(), resilient(retries = 2))]
async fn conditional(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[test]
#[expect(deprecated)]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into())), Ok(1));
    assert_eq!(run(old(&Api::new())), Ok(3));
    assert_eq!(run(conditional(&Api::new())), Ok(3));
    #[expect(unused_must_use)]
    fn unused(api: &Api) {
        shape(api, String::new());
    }
}
