//! Errors that are trait objects.

use super::support::*;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[resilient(classify = |_: &BoxError| Class::Server, timeout = "1s")]
async fn shape(api: &Api) -> Result<u32, BoxError> {
    Ok(api.ask().await.map_err(|_| "failed")?)
}

#[resilient(classify = |_: &Box<dyn std::error::Error>| Class::Server)]
async fn not_send(api: &Api) -> Result<u32, Box<dyn std::error::Error>> {
    Ok(api.ask().await.map_err(|_| "failed")?)
}

#[test]
fn works() {
    assert_eq!(run(is_send(shape(&Api::new()))).unwrap(), 3);
    assert_eq!(run(not_send(&Api::new())).unwrap(), 3);
}
