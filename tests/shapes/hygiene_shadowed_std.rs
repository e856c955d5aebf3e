//! The user's own `Ok`, `Some`, `Vec`, `Pin`, `drop`, `Clone`, `From`, `Future` and friends.
#![allow(unreachable_pub, non_snake_case)]

use super::support::*;

mod own {
    pub struct Vec;
    pub struct Pin;
    pub struct Box;
    pub struct Option;
    pub struct Duration;
    pub struct Instant;
    pub struct Policy;
    pub struct Breaker;
    pub trait Clone {
        fn clone(&self) -> u8 {
            1
        }
    }
    impl<T> Clone for T {}
    pub trait From<T> {
        fn from(_: T) -> u8 {
            1
        }
    }
    pub trait Into {
        fn into(&self) -> u8 {
            1
        }
    }
    impl<T> Into for T {}
    pub trait IntoIterator {
        fn into_iter(&self) -> u8 {
            1
        }
    }
    impl<T> IntoIterator for T {}
    pub trait Future {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Iterator {}
    pub trait Fn {}
    pub trait Drop {}
    pub fn drop() {}
    pub fn Some() {}
    pub fn None() {}
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod tokio {}
}
mod inner {
    use super::own::*;
    use super::own::{
        Box, Clone, From, Future, Into, IntoIterator, None, Option, Pin, Send, Some, Sync, Vec,
        core, drop, std, tokio,
    };
    use super::{Api, E, resilient};
    #[resilient(timeout = "1s", deadline = "9m", breaker = "shadowed:{name}", backoff = "1ms", on(server = retry(2)), fallback = [name = "b", name in ["c", "d"]], otherwise = Ok(1))]
    pub(super) async fn shape(
        api: &Api,
        name: &str,
        list: ::std::vec::Vec<u32>,
    ) -> ::std::result::Result<usize, E> {
        api.ask().await?;
        Ok(name.len() + super::take(list).len())
    }
    #[resilient]
    pub(super) async fn plain(
        api: &Api,
        list: ::std::vec::Vec<u32>,
        pinned: ::std::pin::Pin<&mut u32>,
    ) -> ::std::result::Result<usize, E> {
        api.ask().await?;
        super::take(pinned);
        Ok(super::take(list).len())
    }
}
#[test]
fn works() {
    assert!(run(inner::shape(&Api::new(), "a", vec![1])).is_ok());
    assert_eq!(run(inner::plain(&Api::new(), vec![1], std::pin::Pin::new(&mut 1))), Ok(1));
}
