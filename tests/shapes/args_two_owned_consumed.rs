//! Two owned arguments, both used up.

use super::support::*;

async fn send(api: &Api, a: String, b: Vec<u8>) -> Result<(String, Vec<u8>), E> {
    api.ask().await?;
    Ok((a, b))
}

#[resilient]
async fn shape(api: &Api, a: String, b: Vec<u8>) -> Result<(String, Vec<u8>), E> {
    send(api, a, b).await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into(), vec![1])), Ok(("a".into(), vec![1])));
}
