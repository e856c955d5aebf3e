//! `?Sized` arguments behind references, boxes and arcs.

use super::support::*;

#[resilient]
async fn shape<T: ?Sized + AsRef<[u8]>, D: ?Sized + std::fmt::Display>(
    api: &Api,
    bytes: &T,
    text: Box<D>,
    more: std::sync::Arc<T>,
) -> Result<usize, E> {
    let t = text.to_string();
    api.ask().await?;
    Ok(bytes.as_ref().len() + t.len() + take(more).as_ref().as_ref().len())
}
#[test]
fn works() {
    assert_eq!(run(shape::<str, str>(&Api::new(), "a", "bc".into(), "def".into())), Ok(6));
}
