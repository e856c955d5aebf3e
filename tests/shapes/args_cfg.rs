//! Arguments that are not always there.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[cfg(any())] missing: NoSuchType,
    #[cfg(test)] name: String,
    #[cfg(test)] mut n: u32,
    #[cfg(test)] unique: Unique,
) -> Result<String, E> {
    #[cfg(any())]
    drop(missing);
    n += unique.0;
    api.ask().await?;
    Ok(format!("{n}{}", take(name)))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into(), 1, Unique(1))), Ok("2a".into()));
}
