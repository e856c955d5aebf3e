//! Methods of an enum and of a tuple struct, matched by value and by reference.

use super::support::*;

#[derive(Clone)]
enum State {
    Named { name: String, api: std::sync::Arc<Api> },
    Empty,
}
impl State {
    #[resilient]
    async fn by_reference(&self) -> Result<usize, E> {
        match self {
            Self::Named { name, api } => {
                api.ask().await?;
                Ok(name.len())
            }
            Self::Empty => Err(E::Parse),
        }
    }
    #[resilient]
    async fn by_value(self) -> Result<String, E> {
        match self {
            Self::Named { name, api } => {
                api.ask().await?;
                Ok(name)
            }
            Self::Empty => Err(E::Parse),
        }
    }
    #[resilient]
    async fn exclusive(&mut self) -> Result<usize, E> {
        let (Self::Named { name, api } | Self::Named { name, api }) = self else {
            return Err(E::Parse);
        };
        name.push('x');
        api.ask().await?;
        Ok(name.len())
    }
}
fn state() -> State {
    State::Named { name: "a".into(), api: Api::new().into() }
}
#[test]
fn works() {
    assert_eq!(run(state().by_reference()), Ok(1));
    assert_eq!(run(state().by_value()), Ok("a".into()));
    assert_eq!(run(state().exclusive()), Ok(4));
}
