//! What is called `Result` may be an alias with its parameters turned around, and a link may look at the error.

use super::support::*;

type Result<X, T> = std::result::Result<T, X>;

#[resilient(retries = 0, fallback = [known(error)], otherwise = told(error))]
async fn shape(api: &Api) -> Result<E, u32> {
    api.ask().await
}

async fn known(error: &E) -> Result<E, u32> {
    Err(error.clone())
}

fn told(error: &E) -> Result<E, u32> {
    if *error == E::Failed { Ok(7) } else { Err(E::Parse) }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(7));
}
