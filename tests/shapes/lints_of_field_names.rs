//! A field that a pattern takes by its own name is called as the struct has it, and rustc says nothing of that.

#![deny(warnings)]

use super::support::*;

#[expect(non_snake_case)]
#[derive(Clone)]
struct Message {
    userId: String,
    _Note: String,
}

#[resilient]
async fn owned(api: &Api, Message { userId, _Note }: Message) -> Result<String, E> {
    api.ask().await?;
    Ok(userId)
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

#[resilient]
#[expect(non_snake_case)]
async fn named(api: &Api, userId: String) -> Result<String, E> {
    api.ask().await?;
    Ok(userId)
}

#[test]
fn works() {
    let message = || Message { userId: "a".into(), _Note: String::new() };
    assert_eq!(run(owned(&Api::new(), message())), Ok("a".into()));
    assert_eq!(run(once(message())), Ok(1));
    assert_eq!(run(replaced(message())), Ok("otherb".into()));
    assert_eq!(run(named(&Api::new(), "a".into())), Ok("a".into()));
}
