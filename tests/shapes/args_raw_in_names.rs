//! A raw argument stands in the braces of a name as it does for `format!`.

use super::support::*;

#[resilient(retries = 0, breaker = "shapes-raw:{type}:{r#fn}")]
async fn shape(api: &Api, r#type: &str, r#fn: u32) -> Result<u32, E> {
    let _ = (r#type, r#fn);
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a", 1)), Err(E::Failed));
    assert!(resilient::breaker("shapes-raw:a:1").is_some());
}
