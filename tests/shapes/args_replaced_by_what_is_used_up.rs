//! A value for a place may use an argument up: it gets a clone.

use super::support::*;

fn shorten(mut text: String) -> String {
    text.truncate(1);
    text
}

#[resilient(retries = 0, fallback = [text = shorten(text), text in more.into_iter()])]
async fn shape(text: String, more: Vec<String>, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(text);
    assert_eq!(more.len(), 2);
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [all = vec![one], all = dbg!(vec![other])])]
async fn by_a_macro(all: Vec<String>, one: String, other: String, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().extend(all);
    drop((one, other));
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [text in vec![one, other]])]
async fn of_a_macro(text: String, one: String, other: String, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(text);
    drop((one, other));
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [text in pool.drain(..)])]
async fn drained(text: String, pool: &mut Vec<String>, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(text);
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [text in pool.drain(..)])]
async fn drained_own(text: String, mut pool: Vec<String>, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(text);
    Err(E::Failed)
}

#[test]
fn works() {
    let seen = Seen::default();
    let more = vec!["more".to_owned(), "most".to_owned()];
    assert_eq!(run(shape("much".into(), more, &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["much", "m", "more", "most"]);
    let texts = || ("first".to_owned(), "second".to_owned(), "third".to_owned());
    let seen = Seen::default();
    let (first, second, third) = texts();
    assert_eq!(run(by_a_macro(vec![first], second, third, &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["first", "second", "third"]);
    let seen = Seen::default();
    let (first, second, third) = texts();
    assert_eq!(run(of_a_macro(first, second, third, &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["first", "second", "third"]);
    let seen = Seen::default();
    let (first, second, third) = texts();
    let mut pool = vec![second, third];
    assert_eq!(run(drained(first, &mut pool, &seen)), Err(E::Failed));
    assert!(pool.is_empty());
    let (first, second, third) = texts();
    assert_eq!(run(drained_own(first, vec![second, third], &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["first", "second", "third", "first", "second", "third"]);
}
