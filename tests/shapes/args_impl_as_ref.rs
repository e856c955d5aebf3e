//! An `impl Trait` argument that is only read needs no `Clone`.

use super::support::*;

struct Name(String);

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[resilient]
async fn shape(api: &Api, name: impl AsRef<str>) -> Result<usize, E> {
    api.ask().await?;
    Ok(name.as_ref().len())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Name("abc".into()))), Ok(3));
}
