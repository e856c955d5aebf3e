//! Raw identifiers.

use super::support::*;

#[resilient]
async fn r#match(api: &Api, r#type: String, r#fn: u32) -> Result<String, E> {
    api.ask().await?;
    Ok(format!("{}{fn}", take(r#type), fn = r#fn))
}

#[test]
fn works() {
    assert_eq!(run(r#match(&Api::new(), "a".into(), 1)), Ok("a1".into()));
}
