//! Arguments that are not always there.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[cfg(any())] missing: NoSuchType,
    #[cfg(not(windows))] name: String,
    #[cfg(not(windows))] mut n: u32,
    #[cfg(not(windows))] unique: Unique,
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
