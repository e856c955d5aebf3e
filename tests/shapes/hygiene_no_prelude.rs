//! A module without a prelude.
#![no_implicit_prelude]

use ::std::result::Result;
use ::std::result::Result::Ok;
use ::std::string::String;

use super::support::{Api, E, resilient, run, take};

#[resilient(timeout = "1m", deadline = "2m", breaker = "no_prelude:{name}", fallback = [name = "b", n in [1, 2]], otherwise = Ok(take(n)))]
async fn shape(api: &Api, name: &str, n: u32, owned: String) -> Result<u32, E> {
    ::std::mem::drop((name, owned));
    Ok(api.ask().await? + n)
}

#[resilient]
async fn plain(mut name: String) -> Result<String, E> {
    name.push('!');
    Ok(name)
}

#[::std::prelude::v1::test]
fn works() {
    ::std::assert_eq!(run(shape(&Api::new(), "a", 1, String::new())), Ok(4));
    ::std::assert_eq!(run(plain(String::new())).unwrap(), "!");
}

#[derive(::resilient::Classify)]
enum Fault {
    #[classify(server)]
    Busy,
}

#[::std::prelude::v1::test]
fn a_class_needs_none() {
    use ::resilient::Classify as _;
    ::std::assert_eq!(Fault::Busy.classify().class(), ::resilient::Class::Server);
}
