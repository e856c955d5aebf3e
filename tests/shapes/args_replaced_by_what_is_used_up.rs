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

type Seen = std::sync::Mutex<Vec<String>>;

#[test]
fn works() {
    let seen = Seen::default();
    let more = vec!["more".to_owned(), "most".to_owned()];
    assert_eq!(run(shape("much".into(), more, &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["much", "m", "more", "most"]);
}
