//! `into` on the argument itself uses it up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: impl Into<String> + Clone, text: String) -> Result<String, E> {
    api.ask().await?;
    let bytes = text.into_bytes();
    Ok(format!("{}{}", name.into(), bytes.len()))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "abc", "12".into())), Ok("abc2".into()));
}
