//! A trait object's wrapper: `impl Trait for Box<dyn Trait>`, `Arc<T>`, `&mut T`.

use super::support::*;

use std::pin::Pin;
trait Ask {
    fn ask<'a>(&'a mut self, n: u32) -> Pin<Box<dyn Future<Output = Result<u32, E>> + 'a>>;
}
impl Ask for Api {
    #[resilient]
    fn ask<'a>(&'a mut self, n: u32) -> Pin<Box<dyn Future<Output = Result<u32, E>> + 'a>> {
        Box::pin(async move { Ok(self.ask_now()? + n) })
    }
}
impl<A: Ask + ?Sized> Ask for &mut A {
    #[resilient(classify = |_| Class::Invalid)]
    fn ask<'a>(&'a mut self, n: u32) -> Pin<Box<dyn Future<Output = Result<u32, E>> + 'a>> {
        Box::pin(async move { (**self).ask(n).await })
    }
}
impl Ask for Box<dyn Ask> {
    #[resilient(retries = 0)]
    fn ask<'a>(&'a mut self, n: u32) -> Pin<Box<dyn Future<Output = Result<u32, E>> + 'a>> {
        Box::pin(async move { self.as_mut().ask(n).await })
    }
}
#[test]
fn works() {
    assert_eq!(run(Ask::ask(&mut Api::new(), 1)), Ok(4));
    assert_eq!(run((&mut &mut Api::new() as &mut dyn Ask).ask(1)), Ok(4));
    let mut b: Box<dyn Ask> = Box::new(Api::new());
    assert_eq!(run(b.ask(1)), Ok(4));
}
