//! Elided lifetimes in paths and in the answer.

use super::support::*;

use std::borrow::Cow;

struct View<'a>(&'a str);

#[resilient]
async fn shape(api: &Api, _view: View<'_>) -> Result<u32, E> {
    api.ask().await
}

#[resilient]
async fn returned<'a>(api: &Api, view: &View<'a>) -> Result<View<'a>, E> {
    api.ask().await?;
    Ok(View(view.0))
}

#[resilient]
async fn cow(name: &str) -> Result<Cow<'_, str>, E> {
    Ok(name.into())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), View("a"))), Ok(3));
    assert_eq!(run(returned(&Api::new(), &View("a"))).unwrap().0, "a");
    assert_eq!(run(cow("a")), Ok("a".into()));
}
