//! Nothing runs before the first poll.

use super::support::*;

use std::future::Future;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    api.ask_now()
}

#[resilient]
fn block(api: &Api) -> impl Future<Output = Result<u32, E>> + '_ {
    async move { api.ask_now() }
}

#[test]
fn works() {
    let api = Api::new();
    drop((shape(&api), block(&api)));
    assert_eq!(api.calls(), 0);
}
