//! Unsized type parameters behind references.

use super::support::*;

#[resilient]
async fn shape<T: ?Sized + AsRef<str>>(
    api: &Api,
    name: &T,
    dynamic: &dyn AsRef<str>,
) -> Result<usize, E> {
    api.ask().await?;
    Ok(name.as_ref().len() + dynamic.as_ref().len())
}

#[test]
fn works() {
    assert_eq!(run(shape::<str>(&Api::new(), "ab", &"c")), Ok(3));
}
