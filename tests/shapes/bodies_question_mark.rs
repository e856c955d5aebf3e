//! `?` ends the attempt, and converts as it did.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    let call = api.ask().await?;
    let n: u32 = "12".parse()?;
    Ok(call + n)
}

#[resilient]
async fn converted(api: &Api) -> Result<u32, E> {
    Ok(if api.ask().await? > 2 { "x".parse::<u32>()? } else { 0 })
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(15));
    assert_eq!(run(converted(&Api::new())), Err(E::Parse));
}
