//! Bodies that are one macro, one literal, one block, or only diverge.

use super::support::*;

#[resilient]
async fn literal() -> Result<(), E> {
    Ok(())
}
macro_rules! ask {
    ($api:ident) => {
        $api.ask().await
    };
}
#[resilient]
async fn own_macro(api: &Api) -> Result<u32, E> {
    ask!(api)
}
#[resilient]
#[allow(unused_braces)]
async fn block(api: &Api) -> Result<u32, E> {
    { { api.ask().await } }
}
#[resilient]
async fn conditional(api: &Api, c: bool) -> Result<u32, E> {
    if c { api.ask().await } else { panic!() }
}
#[resilient]
async fn only_return(api: &Api) -> Result<u32, E> {
    return api.ask().await;
}
#[resilient]
async fn forever(api: &Api) -> Result<std::convert::Infallible, E> {
    loop {
        api.ask().await?;
        return Err(E::Parse);
    }
}
#[test]
fn works() {
    assert_eq!(run(literal()), Ok(()));
    assert_eq!(run(own_macro(&Api::new())), Ok(3));
    assert_eq!(run(block(&Api::new())), Ok(3));
    assert_eq!(run(conditional(&Api::new(), true)), Ok(3));
    assert_eq!(run(only_return(&Api::new())), Ok(3));
    assert!(run(forever(&Api::new())).is_err());
}
