//! With one attempt, what is `Copy` but not `Sync` is taken along where nobody uses it, too.

use std::cell::Cell;
use std::marker::PhantomData;

use super::support::*;

#[derive(Clone, Copy)]
struct Key(PhantomData<Cell<u8>>, u32);

#[resilient(retries = 0)]
async fn underscored<T: Copy + Send>(id: String, _key: Key, _t: T) -> Result<String, E> {
    tokio::task::yield_now().await;
    Ok(take(id))
}

#[resilient(retries = 0)]
async fn patterns(
    id: String,
    _: Key,
    (_key, name): (Key, String),
    Key(..): Key,
    Key(_, n): Key,
) -> Result<String, E> {
    tokio::task::yield_now().await;
    Ok(take(id) + &name + &n.to_string())
}

#[async_trait::async_trait]
trait Ask {
    async fn ask(self, id: String, _key: Key) -> Result<String, E>;
}

#[async_trait::async_trait]
impl Ask for Key {
    #[resilient(retries = 0)]
    async fn ask(self, id: String, _key: Key) -> Result<String, E> {
        tokio::task::yield_now().await;
        let this = self;
        Ok(take(id) + &this.1.to_string())
    }
}

#[test]
fn works() {
    let key = Key(PhantomData, 1);
    assert_eq!(run(is_send(underscored("a".into(), key, key))), Ok("a".into()));
    let call = patterns("a".into(), key, (key, "b".into()), key, key);
    assert_eq!(run(is_send(call)), Ok("ab1".into()));
    assert_eq!(run(is_send(key.ask("a".into(), key))), Ok("a1".into()));
}
