//! A receiver used up by a method of its own, which `clone` tells.

use super::support::*;

#[derive(Clone)]
struct Req(Counted, std::sync::Arc<Api>);
impl Req {
    fn done(self) -> u32 {
        self.0.look()
    }
    #[resilient(clone(self))]
    async fn shape(self) -> Result<u32, E> {
        self.1.ask().await?;
        Ok(self.done())
    }
    #[resilient]
    async fn parts(self) -> Result<u32, E> {
        let Self(counted, api) = self;
        api.ask().await.map(|_| take(counted).look())
    }
    #[resilient]
    async fn converted(self) -> Result<u32, E> {
        self.1.ask().await?;
        Ok(self.into())
    }
}
impl From<Req> for u32 {
    fn from(it: Req) -> u32 {
        it.0.look()
    }
}
#[test]
fn works() {
    for f in [0, 1, 2] {
        let (c, clones) = Counted::new();
        let req = Req(c, Api::new().into());
        let n = run(async {
            match f {
                0 => req.shape().await,
                1 => req.parts().await,
                _ => req.converted().await,
            }
        });
        assert_eq!(n, Ok(2));
        assert_eq!(count(&clones), 2);
    }
}
