//! `clone` is for a field or a receiver that is moved out.

use super::support::*;

#[derive(Clone)]
struct Request {
    body: String,
}

#[resilient(clone(request))]
async fn shape(api: &Api, request: Request) -> Result<String, E> {
    api.ask().await?;
    Ok(take(request.body))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Request { body: "b".into() })), Ok("b".into()));
}
