//! A default method of an `#[async_trait]`, and one that is not `Send`.

use super::support::*;

use async_trait::async_trait;
#[async_trait]
trait Ask: Sync {
    fn api(&self) -> &Api;
    #[resilient]
    async fn ask(&self, name: String, item: Counted) -> Result<String, E> {
        drop(item);
        self.api().ask().await?;
        Ok(name)
    }
}
#[async_trait(?Send)]
trait Local {
    fn api(&self) -> &Api;
    #[resilient]
    async fn local(&self, rc: std::rc::Rc<str>) -> Result<std::rc::Rc<str>, E> {
        self.api().ask().await?;
        Ok(rc)
    }
}
struct Client(Api);
impl Ask for Client {
    fn api(&self) -> &Api {
        &self.0
    }
}
impl Local for Client {
    fn api(&self) -> &Api {
        &self.0
    }
}
#[test]
fn works() {
    let (item, clones) = Counted::new();
    let it: &dyn Ask = &Client(Api::new());
    assert_eq!(run(it.ask("a".into(), item)), Ok("a".into()));
    assert_eq!(count(&clones), 2);
    assert_eq!(&*run(Client(Api::new()).local("a".into())).unwrap(), "a");
}
