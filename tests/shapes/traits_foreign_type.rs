//! A trait for foreign types: `Vec<T>`, a tuple, a reference, a closure, `dyn`.

use super::support::*;

trait Ask {
    async fn ask_all(&self, api: &Api) -> Result<usize, E>;
}
impl<T> Ask for Vec<T> {
    #[resilient]
    async fn ask_all(&self, api: &Api) -> Result<usize, E> {
        api.ask().await?;
        Ok(self.len())
    }
}
impl<A, B> Ask for (A, B) {
    #[resilient]
    async fn ask_all(&self, api: &Api) -> Result<usize, E> {
        api.ask().await?;
        let (_a, _b) = self;
        Ok(2)
    }
}
impl<T: Ask + ?Sized> Ask for &T {
    #[resilient(classify = |_| Class::Invalid)]
    async fn ask_all(&self, api: &Api) -> Result<usize, E> {
        (**self).ask_all(api).await
    }
}
impl<const N: usize> Ask for [u8; N] {
    #[resilient]
    async fn ask_all(&self, api: &Api) -> Result<usize, E> {
        api.ask().await?;
        Ok(N)
    }
}
impl Ask for str {
    #[resilient]
    async fn ask_all(&self, api: &Api) -> Result<usize, E> {
        api.ask().await?;
        Ok(self.len())
    }
}
impl Ask for dyn Fn() -> usize + '_ {
    #[resilient]
    async fn ask_all(&self, api: &Api) -> Result<usize, E> {
        api.ask().await?;
        Ok(self())
    }
}
#[test]
fn works() {
    assert_eq!(run(vec![1].ask_all(&Api::new())), Ok(1));
    assert_eq!(run((1, "a").ask_all(&Api::new())), Ok(2));
    assert_eq!(run((&&vec![1]).ask_all(&Api::new())), Ok(1));
    assert_eq!(run([1; 4].ask_all(&Api::new())), Ok(4));
    assert_eq!(run("abc".ask_all(&Api::new())), Ok(3));
    let f: &dyn Fn() -> usize = &|| 5;
    assert_eq!(run(f.ask_all(&Api::new())), Ok(5));
}
