//! An annotated function inside the body of another one.

use super::support::*;

#[resilient(retries = 1)]
async fn shape(api: &Api, name: String) -> Result<String, E> {
    #[resilient(retries = 1, timeout = "1m")]
    async fn inner(api: &Api, name: String) -> Result<String, E> {
        api.ask().await?;
        Ok(name)
    }
    let ask = async |name: String| inner(api, name).await;
    ask(name).await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into())), Ok("a".into()));
}
