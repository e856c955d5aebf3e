//! Annotated functions, impls and traits inside of an annotated body.

use super::support::*;

#[resilient]
async fn outer(api: &Api, name: String) -> Result<u32, E> {
    #[resilient(retries = 0)]
    async fn inner(api: &Api, name: String) -> Result<u32, E> {
        take(name);
        api.ask().await
    }
    struct Local<'a>(&'a Api);
    impl Local<'_> {
        #[resilient(retries = 0)]
        async fn ask(self) -> Result<u32, E> {
            self.0.ask().await
        }
    }
    let n = inner(api, name).await?;
    Ok(n + Local(api).ask().await?)
}
#[test]
fn works() {
    assert_eq!(run(outer(&Api::new(), "a".into())), Ok(7));
}
