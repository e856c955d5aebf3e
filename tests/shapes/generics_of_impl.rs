//! Answers and errors made of the parameters of an `impl`, which may borrow whatever else they are bound to.

use super::support::*;

struct Store<T>(T);

impl<T: Send + Sync + Unpin + Clone> Store<T> {
    #[resilient]
    async fn one(&self, api: &Api) -> Result<T, E> {
        api.ask().await?;
        Ok(self.0.clone())
    }
    #[resilient(timeout = "1s")]
    async fn nested(&self, api: &Api) -> Result<(u8, Vec<Option<T>>), E> {
        api.ask().await?;
        Ok((1, vec![Some(self.0.clone())]))
    }
    #[resilient]
    async fn called(&self) -> Result<Box<dyn Fn(T) -> [T; 1] + Send + Sync>, E> {
        Ok(Box::new(|t| [t]))
    }
    #[resilient]
    async fn aliased(&self) -> Alias<T> {
        Ok(self.0.clone())
    }
}

type Alias<T> = Result<T, E>;

impl<Failure: Send + Sync + Unpin + Clone + Classify> Store<Failure> {
    #[resilient]
    async fn fails(&self) -> Result<u8, Failure> {
        Err(self.0.clone())
    }
}

trait Client {
    type Reply: Send + Sync + Unpin;
    type Error: Send + Sync + Unpin + Classify;
    fn get(&self) -> Result<Self::Reply, Self::Error>;
}

impl<'a> Client for &'a str {
    type Reply = &'a str;
    type Error = E;
    fn get(&self) -> Result<&'a str, E> {
        Ok(self)
    }
}

struct Over<C>(C);

impl<C: Client> Over<C> {
    #[resilient]
    async fn get(&self) -> Result<C::Reply, C::Error> {
        self.0.get()
    }
    #[resilient(timeout = "1s", stop = |_| E::Stopped)]
    async fn listed(&self) -> Result<Vec<<C as Client>::Reply>, E> {
        Ok(Vec::from_iter(self.0.get().ok()))
    }
}

#[derive(Debug, PartialEq)]
struct Cells<const N: usize>([u8; N]);
struct Grid<const N: usize>;

impl<const N: usize> Grid<N> {
    #[resilient]
    async fn cells(&self) -> Result<Cells<N>, E> {
        Ok(Cells([0; N]))
    }
    #[resilient]
    async fn array(&self) -> Result<[u8; N], E> {
        Ok([0; N])
    }
}

#[resilient]
async fn free<T: Send + Sync + Unpin + Clone>(t: T) -> Result<T, E> {
    Ok(t)
}

#[resilient]
fn future<'a, T: Send + Sync + Unpin>(
    t: &'a T,
) -> impl Future<Output = Result<&'a T, E>> + Send + 'a {
    async move { Ok(t) }
}

#[test]
fn works() {
    let word = String::from("word");
    let store = Store(word.as_str());
    assert_eq!(run(store.one(&Api::new())), Ok("word"));
    assert_eq!(run(store.nested(&Api::new())), Ok((1, vec![Some("word")])));
    assert_eq!(run(store.called()).map(|call| call("a")), Ok(["a"]));
    assert_eq!(run(store.aliased()), Ok("word"));
    assert_eq!(run(Store(E::Failed).fails()), Err(E::Failed));
    assert_eq!(run(Over(word.as_str()).get()), Ok("word"));
    assert_eq!(run(Over(word.as_str()).listed()), Ok(vec!["word"]));
    assert_eq!(run(Grid::<2>.cells()), Ok(Cells([0; 2])));
    assert_eq!(run(Grid::<2>.array()), Ok([0; 2]));
    assert_eq!(run(free(word.as_str())), Ok("word"));
    assert_eq!(run(future(&word.as_str())), Ok(&"word"));
}
