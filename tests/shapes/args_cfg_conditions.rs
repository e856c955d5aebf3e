//! Arguments that are there or not, used under the same condition.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[cfg(not(test))] gone: String,
    #[cfg(test)] here: Counted,
    #[cfg(not(test))] _more: u8,
) -> Result<u32, E> {
    #[cfg(not(test))]
    drop(gone);
    #[cfg(test)]
    drop(here);
    api.ask().await
}

#[test]
fn works() {
    let (here, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), here)), Ok(3));
    assert_eq!(count(&clones), 2);
}
