//! A value that is `Copy` and `Send`, but not `Sync`, goes into the only attempt.

use std::cell::Cell;
use std::fmt::Debug;
use std::marker::PhantomData;

use super::support::*;

#[resilient(retries = 0)]
async fn plain<T: Copy>(api: &Api, item: T) -> Result<T, E> {
    api.ask().await.ok();
    Ok(item)
}

#[resilient(retries = 0, timeout = "1m", breaker = "shapes:copied", stop = |_| E::Stopped)]
async fn guarded<T: Copy + Debug>(api: &Api, mut item: Option<T>) -> Result<Option<T>, E> {
    api.ask().await.ok();
    let taken = item.take();
    Ok(taken)
}

#[resilient(retries = 0, otherwise = Err(E::Failed))]
async fn parts<T: Copy>(api: &Api, (item, n): (T, u32)) -> Result<(u32, T), E> {
    api.ask().await.ok();
    Ok((n, item))
}

#[resilient(retries = 0)]
async fn called(api: &Api, get: impl Fn() -> u32 + Copy) -> Result<u32, E> {
    let also = get;
    api.ask().await.ok();
    Ok(also() + get())
}

#[resilient(retries = 0)]
fn future<T: Copy>(api: &Api, item: T) -> impl Future<Output = Result<T, E>> {
    async move {
        api.ask().await.ok();
        Ok(item)
    }
}

#[derive(Debug, PartialEq)]
struct Key<K>(u32, PhantomData<Cell<K>>);
impl<K> Clone for Key<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Key<K> {}

impl<K> Key<K> {
    #[resilient(retries = 0)]
    async fn by_value(self, api: &Api) -> Result<u32, E> {
        api.ask().await.ok();
        let this = self;
        Ok(this.0)
    }

    #[resilient(retries = 0)]
    async fn changed(mut self, api: &Api) -> Result<Self, E> {
        self.0 += 1;
        api.ask().await.ok();
        Ok(self)
    }
}

#[async_trait::async_trait]
trait Store {
    async fn get<K: Copy + Send>(&self, key: K) -> Result<K, E>
    where
        K: 'async_trait;
}

#[async_trait::async_trait]
impl Store for Api {
    #[resilient(retries = 0)]
    async fn get<K: Copy + Send>(&self, key: K) -> Result<K, E>
    where
        K: 'async_trait,
    {
        self.ask().await.ok();
        Ok(key)
    }
}

fn all_are_send<T: Copy + Send + Debug>(api: &Api, item: T) {
    is_send(plain(api, item));
    is_send(guarded(api, Some(item)));
    is_send(parts(api, (item, 1)));
    is_send(called(api, move || size_of_val(&item) as u32));
    is_send(future(api, item));
}

fn boxed_are_send<T: Send>(api: &Api) {
    is_send(Key::<T>(1, PhantomData).by_value(api));
    is_send(Key::<T>(1, PhantomData).changed(api));
}

#[test]
fn works() {
    let api = Api::new();
    all_are_send(&api, 1);
    boxed_are_send::<u8>(&api);
    assert_eq!(run(plain(&api, 1)), Ok(1));
    assert_eq!(run(guarded(&api, Some(1))), Ok(Some(1)));
    assert_eq!(run(parts(&api, (1, 2))), Ok((2, 1)));
    assert_eq!(run(called(&api, || 2)), Ok(4));
    assert_eq!(run(future(&api, 3)), Ok(3));
    assert_eq!(run(Key::<u8>(1, PhantomData).by_value(&api)), Ok(1));
    assert_eq!(run(Key::<u8>(1, PhantomData).changed(&api)), Ok(Key(2, PhantomData)));
    assert_eq!(run(api.get(4)), Ok(4));
}
