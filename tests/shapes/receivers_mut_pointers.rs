//! `mut self` in an `Rc`, an `Arc`, a pinned box.

use super::support::*;

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
#[derive(Clone)]
struct C(Arc<Api>, u32);
impl C {
    #[resilient]
    async fn rc(mut self: Rc<Self>) -> Result<u32, E> {
        Rc::make_mut(&mut self).1 += 1;
        Ok(self.0.ask().await? + self.1)
    }
    #[resilient]
    async fn arc(mut self: Arc<Self>, seen: Option<&mut u32>) -> Result<u32, E> {
        Arc::make_mut(&mut self).1 += 1;
        if let Some(it) = seen {
            *it += 1
        }
        Ok(self.0.ask().await? + self.1)
    }
    #[resilient(borrow(self))]
    async fn pinned(mut self: Pin<Box<Self>>) -> Result<u32, E> {
        self.as_mut().get_mut().1 += 1;
        Ok(self.0.ask().await? + self.1)
    }
    #[resilient(retries = 0)]
    async fn lent<'a>(self: &'a mut Self, c: Option<&'a mut u32>) -> Result<&'a mut u32, E> {
        Ok(c.unwrap_or(&mut self.1))
    }
    #[resilient(retries = 0)]
    async fn pin_lent<'a>(self: Pin<&'a mut Self>) -> Result<&'a mut u32, E> {
        Ok(&mut self.get_mut().1)
    }
}
fn c() -> C {
    C(Arc::default(), 0)
}
#[test]
fn works() {
    assert_eq!(run(Rc::new(c()).rc()), Ok(4));
    assert_eq!(run(Arc::new(c()).arc(None)), Ok(4));
    assert_eq!(run(Box::pin(c()).pinned()), Ok(3 + 3));
    assert_eq!(run(c().lent(None)).map(|it| *it), Ok(0));
    assert_eq!(run(Pin::new(&mut c()).pin_lent()).map(|it| *it), Ok(0));
}
