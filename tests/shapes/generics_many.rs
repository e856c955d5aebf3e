//! Many generics, defaults of a struct, `dyn` with generics, nested closures in bounds.

use super::support::*;

use std::collections::HashMap;
use std::hash::Hash;
struct Store<K, V = String, const N: usize = 2>(Api, HashMap<K, V>);
impl<K: Eq + Hash + Clone, V, const N: usize> Store<K, V, N>
where
    V: Clone,
{
    #[resilient]
    async fn get_or<F, Fut>(&mut self, key: K, make: F) -> Result<V, E>
    where
        F: Fn(K) -> Fut,
        Fut: Future<Output = Result<V, E>>,
    {
        if let Some(v) = self.1.get(&key) {
            return Ok(v.clone());
        }
        let v = make(key.clone()).await?;
        self.0.ask().await?;
        self.1.insert(key, v.clone());
        Ok(v)
    }
    #[resilient]
    async fn each<'f>(
        &self,
        f: &'f mut (dyn FnMut(&K, &V) -> bool + Send),
    ) -> Result<[usize; N], E> {
        let n = self.1.iter().filter(|(k, v)| f(k, v)).count();
        self.0.ask().await?;
        Ok([n; N])
    }
}
#[test]
fn works() {
    let mut store: Store<u8> = Store(Api::new(), HashMap::new());
    assert_eq!(run(store.get_or(1, async |k: u8| Ok::<_, E>(k.to_string()))), Ok("1".into()));
    let mut calls = 0;
    store.0 = Api::new();
    assert_eq!(
        run(store.each(&mut |_, _| {
            calls += 1;
            true
        })),
        Ok([1, 1])
    );
    assert_eq!(calls, 3);
}
