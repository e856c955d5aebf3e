//! Types and traits of the user's named like std's and ours.

use super::support::*;

struct Result<T>(T);
struct Option;
struct Policy;
struct Run;
struct Site;
struct Error;
trait Clone {}
trait Future {}
trait Into {}
trait From {}
#[derive(Debug, PartialEq)]
struct Some(u32);
#[derive(Debug, PartialEq)]
enum Step {
    Return,
}

type Answer<T> = core::result::Result<T, E>;

#[resilient(timeout = "1m", deadline = "2m", breaker = "hygiene_types", otherwise = Answer::Ok(Some(0)))]
async fn shape(api: &Api, name: String) -> Answer<Some> {
    let _ = (Step::Return, Result(1), Option, Policy, Run, Site, Error, take(name));
    Answer::Ok(Some(api.ask().await?))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), String::new())), Answer::Ok(Some(3)));
}
