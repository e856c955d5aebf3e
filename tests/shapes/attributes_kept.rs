//! Docs, `#[must_use]`, `#[inline]`, `#[cfg]` and `#[deprecated]` stay on the function.

use super::support::*;

/// Asks.
#[must_use]
#[inline]
#[resilient]
#[cfg(test)]
#[cfg_attr(test, doc = "Again.")]
#[deprecated(note = "old")]
#[allow(clippy::double_must_use)]
async fn shape(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[cfg(any())]
#[resilient]
async fn missing(api: &NoSuchType) -> Result<u32, E> {
    api.ask().await
}

#[test]
#[allow(deprecated)]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
