//! Owned parts of a pattern, one used up and one read.

use super::support::*;

#[resilient]
async fn shape(api: &Api, (a, b): (String, Unique)) -> Result<(String, u32), E> {
    api.ask().await?;
    Ok((a, b.0))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), ("a".into(), Unique(4)))), Ok(("a".into(), 4)));
}
