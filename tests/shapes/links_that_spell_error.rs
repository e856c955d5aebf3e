//! The word `error` in a link or a last resort need not be the error.

use super::support::*;

mod error {
    use super::{E, one_of};

    pub(super) async fn page() -> Result<u32, E> {
        one_of(3)
    }
}

fn one_of(n: u32) -> Result<u32, E> {
    Ok(n)
}

struct Codes {
    error: u32,
}

impl Codes {
    fn error(&self) -> u32 {
        self.error
    }
}

async fn page(code: u32) -> Result<u32, E> {
    Ok(code)
}

async fn titled(title: String) -> Result<u32, E> {
    u32::try_from(title.len()).map_err(|_| E::Failed)
}

fn picked(pick: fn(u32) -> u32) -> u32 {
    pick(4)
}

#[resilient(retries = 0, fallback = [page(codes.error)])]
async fn by_field(codes: &Codes) -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [page(codes.error())])]
async fn by_method(codes: &Codes) -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [error::page()])]
async fn by_module() -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [page(Codes { error: 5 }.error)])]
async fn by_literal() -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [page(picked(|error| error + 1))])]
async fn by_closure() -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(
    retries = 0,
    fallback = [titled(format!("{{error}} {errors}")), titled(format!("no error {errors}"))]
)]
async fn by_text(errors: u32) -> Result<u32, E> {
    Err(E::Failed)
}

#[deny(unused)]
#[resilient(retries = 0, otherwise = Ok({
    tracing::error!("all failed");
    codes.error
}))]
async fn by_macro(codes: &Codes) -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [titled(format!("error {error :?}"))])]
async fn after_the_word() -> Result<u32, E> {
    Err(E::Failed)
}

#[test]
fn works() {
    let codes = Codes { error: 2 };
    assert_eq!(run(by_field(&codes)), Ok(2));
    assert_eq!(run(by_method(&codes)), Ok(2));
    assert_eq!(run(by_module()), Ok(3));
    assert_eq!(run(by_literal()), Ok(5));
    assert_eq!(run(by_closure()), Ok(5));
    assert_eq!(run(by_text(7)), Ok(9));
    assert_eq!(run(by_macro(&codes)), Ok(2));
    assert_eq!(run(after_the_word()), Ok(12));
}
