//! A type alias may hide a reference.

use super::support::*;

type Text<'a> = &'a str;
type List<'a> = &'a mut Vec<u32>;

#[resilient]
async fn shape(api: &Api, text: Text<'_>, list: List<'_>) -> Result<usize, E> {
    list.push(1);
    api.ask().await?;
    Ok(take(text).len() + list.len())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "ab", &mut vec![])), Ok(5));
}
