//! `let else`, `if let` chains of bindings and `matches!`.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: Option<String>, other: Option<u32>) -> Result<String, E> {
    let Some(name) = name else {
        return Err(E::Parse);
    };
    let n = if let Some(n) = other { n } else { 0 };
    let is_some = matches!(other, Some(_));
    api.ask().await?;
    Ok(format!("{name}{n}{is_some}"))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Some("a".into()), Some(1))), Ok("a1true".into()));
}
