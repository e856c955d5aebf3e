//! A generic error.

use super::support::*;

#[resilient]
async fn shape<T: Clone, X>(api: &Api, value: T, error: X) -> Result<T, X>
where
    X: Classify + Clone,
{
    if api.ask().await.is_err() {
        return Err(error);
    }
    Ok(value)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1, E::Failed)), Ok(1));
}
