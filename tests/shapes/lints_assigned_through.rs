//! What is assigned through an exclusive reference is seen by others, whatever the body reads of it.

use super::support::*;

#[derive(Debug, PartialEq)]
enum State {
    Idle,
    Running,
    Done,
}

#[resilient]
async fn told(api: &Api, state: &mut State) -> Result<u32, E> {
    *state = State::Running;
    let answer = api.ask_now();
    *state = State::Done;
    answer
}

#[resilient(retries = 0)]
async fn told_once(api: &Api, state: &mut Option<State>) -> Result<u32, E> {
    *state = Some(State::Running);
    let answer = api.ask_now();
    *state = None;
    answer
}

#[test]
fn works() {
    let mut state = State::Idle;
    assert_eq!(run(told(&Api::new(), &mut state)), Ok(3));
    assert_eq!(state, State::Done);
    let mut state = Some(state);
    assert_eq!(run(told_once(&Api::new(), &mut state)), Err(E::Failed));
    assert_eq!(state, None);
}
