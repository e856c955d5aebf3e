//! Two anonymous lifetimes, and a type with a hidden one.

use super::support::*;

use std::borrow::Cow;
struct View<'a>(&'a [u32]);
#[resilient]
async fn shape(
    api: &Api,
    view: View<'_>,
    text: &Cow<'_, str>,
    more: Option<&View<'_>>,
) -> Result<usize, E> {
    api.ask().await?;
    Ok(view.0.len() + text.len() + more.map_or(0, |it| it.0.len()))
}
#[resilient]
async fn cow<'a>(api: &Api, text: Cow<'a, str>) -> Result<Cow<'a, str>, E> {
    api.ask().await?;
    Ok(match text {
        Cow::Borrowed(it) => Cow::Borrowed(&it[1..]),
        it => it,
    })
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), View(&[1]), &"a".into(), Some(&View(&[1, 2])))), Ok(4));
    assert_eq!(run(cow(&Api::new(), "ab".into())), Ok("b".into()));
}
