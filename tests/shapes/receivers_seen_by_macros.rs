//! A receiver that the only attempt uses up keeps its name, which macros look at.

use super::support::*;

macro_rules! kind {
    (self $($rest:tt)*) => {
        "self"
    };
    ($other:expr) => {
        "another"
    };
}

macro_rules! shown {
    ($($tokens:tt)*) => {
        (stringify!($($tokens)*), $($tokens)*)
    };
}

#[derive(Debug, Clone)]
struct Request {
    name: &'static str,
    notes: Notes,
}

impl Drop for Request {
    fn drop(&mut self) {
        self.notes.lock().unwrap().push(self.name);
    }
}

impl Request {
    #[resilient(retries = 0)]
    async fn send(self) -> Result<(&'static str, &'static str, usize), E> {
        tokio::task::yield_now().await;
        let (text, name) = shown!(self.name);
        assert_eq!(name, self.name);
        let kind = kind!(self.name);
        Ok((text, kind, take(self).name.len()))
    }

    #[resilient(retries = 0)]
    async fn renamed(mut self, name: &'static str) -> Result<String, E> {
        self.name = name;
        Ok(format!("{} {}", stringify!(self), self.name))
    }

    // A value that is assigned to a part of what is taken would never be read.
    #[resilient(retries = 0)]
    async fn only_changed(mut self, kept: Noisy) -> Result<(), E> {
        let _local = Noisy("local", kept.1.clone());
        tokio::task::yield_now().await;
        self.name = "changed";
        Ok(())
    }

    async fn only_changed_plainly(mut self, kept: Noisy) -> Result<(), E> {
        let _local = Noisy("local", kept.1.clone());
        tokio::task::yield_now().await;
        self.name = "changed";
        Ok(())
    }

    #[resilient(retries = 0)]
    async fn passed_on(&mut self) -> Result<&'static str, E> {
        let this = self;
        this.name = "passed on";
        Ok(kind!(self))
    }

    #[resilient(retries = 0)]
    async fn beside(self, first: Noisy, second: Noisy, early: bool) -> Result<u32, E> {
        if early {
            drop((take(self), take(first)));
            return Ok(1);
        }
        let _local = Noisy("local", second.1.clone());
        Ok(2)
    }

    async fn plainly_beside(self, first: Noisy, second: Noisy, early: bool) -> Result<u32, E> {
        if early {
            drop((take(self), take(first)));
            return Ok(1);
        }
        let _local = Noisy("local", second.1.clone());
        Ok(2)
    }
}

#[test]
fn works() {
    let notes = Notes::default();
    let request = || Request { name: "request", notes: notes.clone() };
    assert_eq!(run(request().send()), Ok(("self.name", "self", 7)));
    assert_eq!(run(request().renamed("other")).as_deref(), Ok("self other"));
    assert_eq!(run(request().passed_on()), Ok("self"));
    for early in [true, false] {
        let noted = |guarded: bool| {
            let [first, second] = ["first", "second"].map(|name| Noisy(name, notes.clone()));
            notes.lock().unwrap().clear();
            let result = if guarded {
                run(request().beside(first, second, early))
            } else {
                run(request().plainly_beside(first, second, early))
            };
            (result, notes.lock().unwrap().clone())
        };
        assert_eq!(noted(true), noted(false));
        notes.lock().unwrap().clear();
        let kept = || Noisy("kept", notes.clone());
        assert_eq!(run(request().only_changed(kept())), Ok(()));
        assert_eq!(run(request().only_changed_plainly(kept())), Ok(()));
        let noted = notes.lock().unwrap().clone();
        assert_eq!(noted[..3], noted[3..]);
    }
}
