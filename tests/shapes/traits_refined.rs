//! An impl whose method says more than its trait's, and a supertrait's default.

use super::support::*;

trait Base {
    fn api(&self) -> &Api;
}
trait Ask: Base {
    fn ask(&self) -> impl Future<Output = Result<u32, E>>;
    #[resilient]
    async fn twice(&self) -> Result<u32, E> {
        Ok(self.api().ask().await? * 2)
    }
}
struct Client(Api);
impl Base for Client {
    fn api(&self) -> &Api {
        &self.0
    }
}
impl Ask for Client {
    #[allow(refining_impl_trait)]
    #[resilient]
    fn ask(&self) -> impl Future<Output = Result<u32, E>> + Send {
        async { self.0.ask().await }
    }
}
#[test]
fn works() {
    assert_eq!(run(is_send(Client(Api::new()).ask())), Ok(3));
    assert_eq!(run(Client(Api::new()).twice()), Ok(6));
}
