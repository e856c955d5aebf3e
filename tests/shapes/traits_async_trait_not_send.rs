//! `#[async_trait(?Send)]`.

use super::support::*;

use std::rc::Rc;

use async_trait::async_trait;

#[async_trait(?Send)]
trait Ask {
    async fn ask(&self, n: Rc<u32>) -> Result<u32, E>;
}

#[async_trait(?Send)]
impl Ask for Api {
    #[resilient]
    async fn ask(&self, n: Rc<u32>) -> Result<u32, E> {
        self.ask_now()?;
        tokio::task::yield_now().await;
        Ok(*take(n))
    }
}

#[test]
fn works() {
    assert_eq!(run(Ask::ask(&Api::new(), Rc::new(7))), Ok(7));
}
