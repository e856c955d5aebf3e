//! Arguments that must be `'static`, in a future that is.

use super::support::*;

#[resilient]
async fn shape<T>(
    api: std::sync::Arc<Api>,
    name: &'static str,
    item: T,
) -> Result<(T, &'static str), E>
where
    T: Clone + Send + 'static,
{
    api.ask().await?;
    Ok((item, name))
}
#[test]
fn works() {
    let call = shape(Api::new().into(), "a", 1u8);
    assert_eq!(run(async { tokio::spawn(call).await.unwrap() }), Ok((1, "a")));
}
