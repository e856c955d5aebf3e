//! Raw identifiers as functions, arguments, fields, generics, lifetimes and places.

use super::support::*;

struct R {
    r#type: String,
}
#[resilient(retries = 0, fallback = [r#in = "b", (r#match.r#type = "c", r#in = "d")], breaker = "raw:{r#in}")]
async fn r#fn(api: &Api, r#in: &str, r#match: R, r#mut: Counted) -> Result<String, E> {
    drop(r#mut);
    api.ask().await?;
    Ok(format!("{in}{}", r#match.r#type, r#in = r#in))
}
#[resilient]
async fn r#loop<r#T: Clone>(api: &Api, r#type: r#T) -> Result<r#T, E> {
    api.ask().await?;
    Ok(r#type)
}
#[test]
fn works() {
    assert!(run(r#fn(&Api::new(), "a", R { r#type: "t".into() }, Counted::new().0)).is_ok());
    assert_eq!(run(r#loop(&Api::new(), 1)), Ok(1));
}
