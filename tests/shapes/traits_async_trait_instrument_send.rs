//! `#[async_trait]` and `#[instrument]` ask only `Send` of what the attempts have, as they do of the plain method.

use std::cell::Cell;
use std::pin::Pin;

use super::support::*;

use async_trait::async_trait;

#[derive(Debug, Clone, Default)]
struct State {
    turns: Cell<u32>,
    names: Vec<u32>,
}

#[async_trait]
trait Ask: Sized {
    async fn changed(&mut self) -> Result<u32, E>;
    async fn typed(self: &mut Self, other: &mut State) -> Result<u32, E>;
    async fn owned(mut self, mut other: State) -> Result<u32, E>;
    async fn generic<F: Fn(u32) -> u32 + Send>(&mut self, f: F) -> Result<u32, E>;
    async fn only_in_the_span(self, n: u32) -> Result<u32, E>;
    async fn only_in_the_span_of_many(&mut self, name: String) -> Result<usize, E>;
    async fn replaced(&mut self, state: State, n: u32) -> Result<u32, E>;
}

#[async_trait]
#[allow(clippy::needless_arbitrary_self_type)]
impl Ask for State {
    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn changed(&mut self) -> Result<u32, E> {
        tokio::task::yield_now().await;
        self.turns.set(self.turns.get() + 1);
        self.names.push(1);
        if self.names.len() > 2 { Ok(self.turns.get()) } else { Err(E::Failed) }
    }

    #[tracing::instrument(skip_all, err(Debug))]
    #[resilient]
    async fn typed(self: &mut Self, other: &mut State) -> Result<u32, E> {
        tokio::task::yield_now().await;
        self.turns.set(1);
        other.turns.set(2);
        Ok(self.turns.get() + other.turns.get())
    }

    #[tracing::instrument(skip_all, ret)]
    #[resilient]
    async fn owned(mut self, mut other: State) -> Result<u32, E> {
        self.names.push(1);
        other.names.push(1);
        tokio::task::yield_now().await;
        self.turns.set(1);
        other.turns.set(2);
        Ok(self.turns.get() + other.turns.get())
    }

    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn generic<F: Fn(u32) -> u32 + Send>(&mut self, f: F) -> Result<u32, E> {
        tokio::task::yield_now().await;
        self.turns.set(f(1));
        Ok(self.turns.get())
    }

    #[tracing::instrument(skip_all, fields(turns = self.turns.get()))]
    #[resilient]
    async fn only_in_the_span(self, n: u32) -> Result<u32, E> {
        tokio::task::yield_now().await;
        Ok(n)
    }

    #[tracing::instrument(skip(name), err(Debug))]
    #[resilient]
    async fn only_in_the_span_of_many(&mut self, name: String) -> Result<usize, E> {
        tokio::task::yield_now().await;
        Ok(take(name).len())
    }

    #[tracing::instrument(skip_all)]
    #[resilient(retries = 0, fallback = [n = 3])]
    async fn replaced(&mut self, mut state: State, n: u32) -> Result<u32, E> {
        state.names.push(n);
        tokio::task::yield_now().await;
        state.turns.set(n);
        if n == 3 { Ok(state.turns.get()) } else { Err(E::Failed) }
    }
}

impl State {
    #[tracing::instrument(skip_all)]
    #[resilient(clone(other))]
    async fn pinned(self: Pin<&mut Self>, other: State, p: Pin<&mut State>) -> Result<u32, E> {
        tokio::task::yield_now().await;
        other.turns.set(1);
        p.turns.set(2);
        self.turns.set(3);
        Ok(other.turns.get() + p.turns.get() + self.turns.get())
    }
}

#[test]
fn works() {
    let state = State::default;
    assert_eq!(run(is_send(state().changed())), Ok(3));
    assert_eq!(run(is_send(state().typed(&mut state()))), Ok(3));
    assert_eq!(run(is_send(state().owned(state()))), Ok(3));
    assert_eq!(run(is_send(state().generic(|n| n))), Ok(1));
    assert_eq!(run(is_send(state().replaced(state(), 1))), Ok(3));
    assert_eq!(run(is_send(state().only_in_the_span(1))), Ok(1));
    assert_eq!(run(is_send(state().only_in_the_span_of_many("a".into()))), Ok(1));
    let (mut one, mut two) = (state(), state());
    let call = is_send(Pin::new(&mut one).pinned(state(), Pin::new(&mut two)));
    assert_eq!(run(call), Ok(6));
}
