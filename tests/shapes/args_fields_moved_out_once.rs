//! With one attempt the body may move a reference out of an argument that it owns.

use super::support::*;

struct Builder<'c> {
    connection: &'c mut u32,
}

#[derive(Debug)]
struct Transaction<'c>(&'c mut u32);

impl<'c> Builder<'c> {
    #[resilient(retries = 0)]
    async fn start(self) -> Result<Transaction<'c>, E> {
        tokio::task::yield_now().await;
        Ok(Transaction(self.connection))
    }

    #[resilient(retries = 0)]
    async fn boxed(self: Box<Self>) -> Result<Transaction<'c>, E> {
        Ok(Transaction(self.connection))
    }
}

#[resilient(retries = 0)]
async fn free<'c>(builder: Builder<'c>) -> Result<Transaction<'c>, E> {
    if *builder.connection > 0 {
        return Ok(Transaction(builder.connection));
    }
    Err(E::Failed)
}

#[resilient(retries = 0)]
async fn tuple<'c>(pair: (&'c mut u32, u8)) -> Result<Transaction<'c>, E> {
    let connection: &'c mut u32 = pair.0;
    *connection += u32::from(pair.1);
    Ok(Transaction(connection))
}

#[test]
fn works() {
    let mut connection = 7;
    *run(Builder { connection: &mut connection }.start()).unwrap().0 += 1;
    *run(Box::new(Builder { connection: &mut connection }).boxed()).unwrap().0 += 1;
    *run(free(Builder { connection: &mut connection })).unwrap().0 += 1;
    *run(tuple((&mut connection, 5))).unwrap().0 += 1;
    assert_eq!(connection, 16);
}
