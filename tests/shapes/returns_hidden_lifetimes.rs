//! A function without `async` may leave the lifetimes of its answer and its error out.
#![allow(
    elided_lifetimes_in_paths,
    mismatched_lifetime_syntaxes,
    reason = "this is what it is about"
)]

use super::support::*;

#[derive(Debug, PartialEq)]
struct Reply<'a>(&'a str);
#[derive(Debug, PartialEq)]
struct Page<'a, T>(&'a str, T);
#[derive(Debug, PartialEq)]
struct Refused<'a>(&'a str);
impl Classify for Refused<'_> {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

struct Client<T>(Api, String, T);

impl<T: Clone + Send + Sync + 'static> Client<T> {
    #[resilient]
    fn reply(&self) -> impl Future<Output = Result<Reply, E>> {
        async move {
            self.0.ask().await?;
            Ok(Reply(&self.1))
        }
    }
    #[resilient]
    fn page(&self) -> impl Future<Output = Result<Vec<Page<T>>, E>> + Send + '_ {
        async move {
            self.0.ask().await?;
            Ok(vec![Page(&self.1, self.2.clone())])
        }
    }
}

#[resilient]
fn refused<'a>(api: &'a Api, name: &'a str) -> impl Future<Output = Result<(), Refused<'a>>> {
    async move { api.ask().await.map(drop).map_err(|_| Refused(name)) }
}

#[resilient]
fn hidden_error(name: &str) -> impl Future<Output = Result<(), Refused>> {
    async move { Err(Refused(name)) }
}

type Answer<'a> = Result<Reply<'a>, E>;
#[resilient]
fn alias(name: &str) -> impl Future<Output = Answer> {
    async move { Ok(Reply(name)) }
}

#[resilient]
fn boxed(name: &str) -> std::pin::Pin<Box<dyn Future<Output = Result<Reply, E>> + Send + '_>> {
    Box::pin(async move { Ok(Reply(name)) })
}

#[test]
fn works() {
    let client = || Client(Api::new(), "a".into(), 1);
    assert_eq!(run(client().reply()), Ok(Reply("a")));
    assert_eq!(run(is_send(client().page())), Ok(vec![Page("a", 1)]));
    assert_eq!(run(refused(&Api::new(), "a")), Ok(()));
    assert_eq!(run(hidden_error("a")), Err(Refused("a")));
    assert_eq!(run(alias("a")), Ok(Reply("a")));
    assert_eq!(run(boxed("a")), Ok(Reply("a")));
}
