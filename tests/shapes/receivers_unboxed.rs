//! A boxed receiver or argument whose value the body takes out.

use super::support::*;

#[derive(Clone)]
struct Big {
    name: Counted,
    n: u32,
}
impl Big {
    #[resilient]
    async fn parts(self: Box<Self>, api: &Api) -> Result<u32, E> {
        let Self { name, n } = *self;
        take(name);
        Ok(api.ask().await? + n)
    }
    #[resilient]
    async fn whole(self: Box<Self>, api: &Api) -> Result<Big, E> {
        api.ask().await?;
        Ok(*self)
    }
    #[resilient]
    async fn lent(self: Box<Self>, api: &Api) -> Result<u32, E> {
        let it = &*self;
        Ok(api.ask().await? + it.n)
    }
}
#[resilient]
async fn argument(api: &Api, big: Box<Big>, count: Box<u32>) -> Result<u32, E> {
    let n = *count;
    let big: Big = *big;
    Ok(api.ask().await? + big.n + n)
}
#[async_trait::async_trait]
trait Ask {
    async fn ask(self: Box<Self>, api: &Api) -> Result<u32, E>;
}
#[async_trait::async_trait]
impl Ask for Big {
    #[resilient]
    async fn ask(self: Box<Self>, api: &Api) -> Result<u32, E> {
        let it = *self;
        Ok(api.ask().await? + it.n)
    }
}
#[test]
fn works() {
    for (f, expected) in [(0, 2), (1, 2), (2, 0), (3, 2), (4, 2)] {
        let (name, clones) = Counted::new();
        let (big, api) = (Box::new(Big { name, n: 1 }), Api::new());
        run(async {
            match f {
                0 => {
                    big.parts(&api).await.unwrap();
                }
                1 => {
                    big.whole(&api).await.unwrap();
                }
                2 => {
                    big.lent(&api).await.unwrap();
                }
                3 => {
                    argument(&api, big, Box::new(1)).await.unwrap();
                }
                _ => {
                    big.ask(&api).await.unwrap();
                }
            }
        });
        assert_eq!(count(&clones), expected);
    }
}
