//! Aliases whose names end with `Result`: of a borrow, of a hidden type, of another crate's result.

use super::support::*;

type PageResult<'a, T = &'a str> = Result<T, E>;
type IoResult<T> = std::io::Result<T>;
type StreamResult<T, F = E> = std::result::Result<T, F>;

#[resilient(timeout = "1s", fallback = [name = "b"], otherwise = Ok("c"))]
async fn borrowed<'a>(api: &Api, name: &'a str) -> PageResult<'a> {
    api.ask().await?;
    Ok(name)
}

#[resilient(retries = 3)]
async fn hidden(api: &Api) -> StreamResult<impl Iterator<Item = u32> + use<>> {
    let last = api.ask().await?;
    Ok(0..last)
}

#[resilient(classify = |_| Class::Server, fallback = [n in [1, 2]])]
async fn renamed(api: &Api, n: u32) -> IoResult<u32> {
    let asked = api.ask().await.map_err(|_| std::io::Error::other("down"))?;
    Ok(asked + n)
}

struct Client(Api, String);

impl Client {
    #[resilient]
    fn page(&self) -> impl Future<Output = PageResult<'_>> + Send {
        async move {
            self.0.ask().await?;
            Ok(self.1.as_str())
        }
    }
    #[resilient(retries = 0)]
    async fn single(&mut self) -> PageResult<'_, &mut String> {
        Ok(&mut self.1)
    }
}

#[test]
fn works() {
    assert_eq!(run(borrowed(&Api::new(), "a")), Ok("a"));
    assert_eq!(run(async { hidden(&Api::new()).await.map(Iterator::count) }), Ok(3));
    assert_eq!(run(renamed(&Api::new(), 0)).unwrap(), 3);
    let mut client = Client(Api::new(), "a".into());
    assert_eq!(run(is_send(client.page())), Ok("a"));
    assert_eq!(run(client.single()), Ok(&mut "a".to_owned()));
}
