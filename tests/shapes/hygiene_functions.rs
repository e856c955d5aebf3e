//! Functions and constants of the user's named like `Ok`, `Err` and our locals.
#![allow(non_snake_case, non_upper_case_globals)]

use super::support::*;

fn Ok<T>(it: T) -> T {
    it
}

fn Err() {}

const run: u32 = 1;
const value: u32 = 1;
const item: u32 = 1;
const result: u32 = 1;
const error: u32 = 1;
const stop: u32 = 1;
const outcome: u32 = 1;
const last: u32 = 1;
static attempt: u32 = 1;

#[resilient(timeout = "1m", deadline = "2m", breaker = "hygiene_functions", fallback = [n = 2], retries = 1)]
async fn shape(api: &Api, n: u32) -> Result<u32, E> {
    Err();
    let sum = run + value + item + result + error + stop + outcome + last + attempt;
    Ok(api.ask().await.map(|call| call + sum + n))
}

#[resilient]
async fn plain(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    Result::Ok(name)
}

#[test]
fn works() {
    assert_eq!(super::support::run(shape(&Api::new(), 1)), Result::Ok(14));
    assert_eq!(super::support::run(plain(&Api::new(), "a".into())), Result::Ok("a".into()));
}
