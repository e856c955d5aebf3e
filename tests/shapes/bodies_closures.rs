//! Closures and inner blocks with a `?` of their own.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    let parse = |text: &str| -> Result<u32, std::num::ParseIntError> { Ok(text.parse::<u32>()?) };
    let option = async {
        let first = Some(1)?;
        Some(first + 1)
    };
    let call = api.ask().await?;
    Ok(call + parse("5")? + option.await.unwrap_or(0))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(10));
}
