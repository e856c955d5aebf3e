//! The values of one link are made from the call's own arguments, also where it replaces several of them.

use super::support::*;

struct Request {
    host: String,
    url: String,
}

#[resilient(retries = 0, fallback = [(a = b.clone(), b = a.clone())])]
async fn swapped(a: String, b: String, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(format!("{a}{b}"));
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [(r.host = "b", r.url = format!("https://{}/", r.host)), (r.url = "c", r.host = r.url.clone())])]
async fn fields(r: Request, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(format!("{} {}", r.host, r.url));
    Err(E::Failed)
}

#[test]
fn works() {
    let seen = Seen::default();
    assert_eq!(run(swapped("A".into(), "B".into(), &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["AB", "BA"]);
    let seen = Seen::default();
    let request = Request { host: "a".into(), url: "https://a/".into() };
    assert_eq!(run(fields(request, &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["a https://a/", "b https://a/", "https://a/ c"]);
}
