//! Errors made on the way: `?` with `From`, `ok_or`, `map_err`, nested results, `Err(..)?`.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    text: &str,
    map: &std::collections::HashMap<String, String>,
) -> Result<u32, E> {
    let n: u32 = map.get(text).ok_or(E::Stopped)?.parse()?;
    if n == 0 {
        Err(E::Parse)?
    }
    let nested: Result<Result<u32, E>, E> = Ok(api.ask().await);
    let list = ["1", "2"].iter().map(|it| it.parse::<u32>()).collect::<Result<Vec<_>, _>>()?;
    let first = vec![api_of(n)?, api_of(1)?];
    let text = format!("{}", api_of(2)?);
    Ok(nested?? + list.len() as u32 + first.len() as u32 + text.len() as u32 + n)
}
fn api_of(n: u32) -> Result<u32, E> {
    Ok(n)
}
#[test]
fn works() {
    assert_eq!(
        run(shape(&Api::new(), "k", &[("k".to_string(), "4".to_string())].into())),
        Ok(3 + 2 + 2 + 1 + 4)
    );
}
