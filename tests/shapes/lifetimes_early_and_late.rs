//! Early- and late-bound lifetimes, `for<'a>` on functions passed on, `'static` promotion.

use super::support::*;

struct Wrap<'a>(&'a str);
async fn apply<'x>(text: &'x str) -> Result<&'x str, E> {
    Ok(text)
}
#[resilient]
async fn shape<'late, 'early: 'early, T: From<&'early str>>(
    api: &'late Api,
    text: &'early str,
) -> Result<T, E> {
    api.ask().await?;
    Ok(T::from(apply(text).await?))
}
impl<'a> Wrap<'a> {
    #[resilient]
    async fn own(&self, api: &Api) -> Result<&'a str, E> {
        api.ask().await?;
        Ok(self.0)
    }
    #[resilient]
    async fn into_own(self, api: &Api) -> Result<&'a str, E> {
        api.ask().await?;
        Ok(self.0)
    }
    #[resilient]
    async fn self_in_answer(&self, api: &Api) -> Result<Self, E>
    where
        Self: Clone,
    {
        api.ask().await?;
        Ok(self.clone())
    }
}
impl Clone for Wrap<'_> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}
#[resilient]
async fn promoted(api: &Api) -> Result<&'static [u32], E> {
    api.ask().await?;
    Ok(&[1, 2])
}
#[test]
fn works() {
    let api = Api::new();
    assert_eq!(run(shape::<String>(&api, "a")), Ok("a".into()));
    assert_eq!(run(Wrap("w").own(&Api::new())), Ok("w"));
    assert_eq!(run(Wrap("w").into_own(&Api::new())), Ok("w"));
    assert!(run(Wrap("w").self_in_answer(&Api::new())).is_ok());
    assert_eq!(run(promoted(&Api::new())), Ok(&[1, 2][..]));
}
