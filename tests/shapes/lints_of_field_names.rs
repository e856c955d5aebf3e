//! A field that a pattern takes by its own name is called as the struct has it, and rustc says nothing of that.

#![deny(warnings)]

use super::support::*;

#[expect(non_snake_case)]
#[derive(Clone)]
struct Message {
    userId: String,
    _Note: String,
    reply__to: String,
}

#[resilient]
async fn owned(api: &Api, Message { userId, _Note, reply__to }: Message) -> Result<String, E> {
    api.ask().await?;
    Ok(userId + &reply__to)
}

#[resilient(retries = 0)]
async fn once(Message { userId, .. }: Message) -> Result<usize, E> {
    Ok(userId.len())
}

#[resilient(fallback = [userId = "other"])]
async fn replaced(Message { mut userId, .. }: Message) -> Result<String, E> {
    if userId == "a" {
        return Err(E::Failed);
    }
    userId.push('b');
    Ok(userId)
}

/// Of two lints that are expected, one is about the name itself.
#[resilient]
async fn expected(
    api: &Api,
    #[expect(unused_mut, non_snake_case)] mut userId: String,
) -> Result<String, E> {
    api.ask().await?;
    Ok(userId)
}

#[resilient]
#[expect(non_snake_case)]
async fn named(api: &Api, userId: String) -> Result<String, E> {
    api.ask().await?;
    Ok(userId)
}

#[test]
fn works() {
    let message = || Message { userId: "a".into(), _Note: String::new(), reply__to: "c".into() };
    assert_eq!(run(owned(&Api::new(), message())), Ok("ac".into()));
    assert_eq!(run(once(message())), Ok(1));
    assert_eq!(run(replaced(message())), Ok("otherb".into()));
    assert_eq!(run(expected(&Api::new(), "a".into())), Ok("a".into()));
    assert_eq!(run(named(&Api::new(), "a".into())), Ok("a".into()));
}
