//! `crate = path` names the crate by what it is called here.
#![deny(warnings)]

use try_again::{Class, Classify, Verdict, resilient};

#[derive(Debug, PartialEq)]
struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

impl From<try_again::Error> for E {
    fn from(_: try_again::Error) -> Self {
        E
    }
}

#[resilient(crate = try_again, timeout = "1m", deadline = "2m", breaker = "renamed", fallback = [n = 2])]
async fn renamed(mut n: u32) -> Result<u32, E> {
    n += 1;
    if n == 3 { Ok(n) } else { Err(E) }
}

#[renamed_dependency::resilient(crate = ::renamed_dependency)]
async fn handed_on(name: String) -> Result<String, E> {
    Ok(name)
}

try_again::breaker! {
    crate = try_again;
    static CHAT = "renamed:chat" { consecutive = 3 }
    static SEARCH = "renamed:search";
}

renamed_dependency::policy! {
    crate = ::renamed_dependency;
    LLM = { retries = 3, timeout = "1m", on(server = retry(1)) }
}

#[resilient(crate = try_again, policy = LLM, breaker = CHAT)]
async fn declared(name: &str) -> Result<usize, E> {
    Ok(name.len())
}

#[tokio::test(start_paused = true)]
async fn works() {
    assert_eq!((declared("a").await, SEARCH.name()), (Ok(1), "renamed:search"));
    assert_eq!(renamed(1).await, Ok(3));
    assert_eq!(handed_on("a".into()).await, Ok("a".into()));
}
