//! Under `#[async_trait]` and `#[instrument]`, what the body does not name lives to its end all the same.

use super::support::*;

use async_trait::async_trait;

#[async_trait]
trait Ask: Sized {
    async fn arguments(
        &self,
        _permit: Noisy,
        _: Noisy,
        named: Noisy,
        notes: Notes,
    ) -> Result<(), E>;
    async fn pattern(&self, pair: (Noisy, Noisy), notes: Notes) -> Result<(), E>;
    async fn by_value(self, notes: Notes) -> Result<(), E>;
    async fn boxed(self: Box<Self>, mut lent: Noisy, notes: Notes) -> Result<(), E>;
}

struct Client(Noisy);

#[async_trait]
#[allow(unused_variables, unused_mut)]
impl Ask for Client {
    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn arguments(
        &self,
        _permit: Noisy,
        _: Noisy,
        named: Noisy,
        notes: Notes,
    ) -> Result<(), E> {
        notes.lock().unwrap().push("body");
        Ok(())
    }

    #[tracing::instrument(skip_all, err(Debug))]
    #[resilient]
    async fn pattern(&self, (one, _two): (Noisy, Noisy), notes: Notes) -> Result<(), E> {
        notes.lock().unwrap().push(one.0);
        Ok(())
    }

    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn by_value(self, notes: Notes) -> Result<(), E> {
        notes.lock().unwrap().push("body");
        Ok(())
    }

    #[tracing::instrument(skip_all)]
    #[resilient(borrow(lent))]
    async fn boxed(self: Box<Self>, mut lent: Noisy, notes: Notes) -> Result<(), E> {
        notes.lock().unwrap().push("body");
        Ok(())
    }
}

/// What is noted from the call to the end of the future.
fn noted<F: Future<Output = Result<(), E>>>(
    call: impl FnOnce(&dyn Fn(&'static str) -> Noisy, Notes) -> F,
) -> Vec<&'static str> {
    let notes = Notes::default();
    let future = call(&|name| Noisy(name, notes.clone()), notes.clone());
    notes.lock().unwrap().push("called");
    run(future).unwrap();
    let found = notes.lock().unwrap().clone();
    found
}

#[test]
fn works() {
    let client: &'static Client = Box::leak(Box::new(Client(Noisy("client", Notes::default()))));
    let arguments = noted(|noisy, notes| {
        client.arguments(noisy("permit"), noisy("unnamed"), noisy("named"), notes)
    });
    assert_eq!(arguments, ["called", "body", "named", "unnamed", "permit"]);
    let pattern = noted(|noisy, notes| client.pattern((noisy("one"), noisy("two")), notes));
    assert_eq!(pattern, ["called", "one", "two", "one"]);
    let by_value = noted(|noisy, notes| Client(noisy("client")).by_value(notes));
    assert_eq!(by_value, ["called", "body", "client"]);
    let boxed = noted(|noisy, notes| Box::new(Client(noisy("client"))).boxed(noisy("lent"), notes));
    assert_eq!(boxed, ["called", "body", "lent", "client"]);
}
