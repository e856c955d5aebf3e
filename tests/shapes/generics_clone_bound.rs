//! A generic argument that is cloned has its bound in a where clause, or on the impl.

use super::support::*;

struct Sender<T>(Api, Vec<T>);
impl<T> Sender<T>
where
    T: Clone + Send,
{
    #[resilient]
    async fn send(&mut self, item: T) -> Result<u32, E> {
        self.1.push(item);
        self.0.ask().await
    }
    #[resilient]
    async fn send_all<I>(&mut self, items: I) -> Result<u32, E>
    where
        I: IntoIterator<Item = T> + Clone,
    {
        self.1.extend(items);
        self.0.ask().await
    }
}
#[test]
fn works() {
    let (item, clones) = Counted::new();
    let mut it = Sender(Api::new(), vec![]);
    assert_eq!(run(it.send(item)), Ok(3));
    assert_eq!((count(&clones), it.1.len()), (2, 3));
    let mut it = Sender(Api::new(), vec![]);
    assert_eq!(run(it.send_all([1, 2])), Ok(3));
}
