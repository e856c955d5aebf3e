//! smoke
use resilient::{Class, Classify, Verdict, resilient};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

#[derive(Debug, PartialEq)]
enum E {
    Status(u16),
    Stopped(resilient::Error),
}
impl Classify for E {
    fn classify(&self) -> Verdict {
        match self {
            E::Status(s) => Class::from_status(*s).into(),
            E::Stopped(e) => e.classify(),
        }
    }
}
impl From<resilient::Error> for E {
    fn from(e: resilient::Error) -> Self {
        E::Stopped(e)
    }
}

#[resilient]
async fn plain(calls: &AtomicU32, name: String) -> Result<String, E> {
    if calls.fetch_add(1, SeqCst) < 2 {
        return Err(E::Status(500));
    }
    Ok(name)
}

#[resilient(retries = 5, timeout = ["3s", "1s"], deadline = "2m", breaker = "smoke:{model}", fallback = [
    model = "two", (model = "three", n = 7), other(calls, &name), model in ["x", "y"]], otherwise = Ok(format!("cached {error:?}")))]
async fn full(calls: &AtomicU32, model: &str, n: u32, name: String) -> Result<String, E> {
    let c = calls.fetch_add(1, SeqCst);
    if c < 4 {
        return Err(E::Status(503));
    }
    Ok(format!("{model} {n} {}", take(name)))
}
fn take(s: String) -> String {
    s
}
async fn other(calls: &AtomicU32, name: &str) -> Result<String, E> {
    calls.fetch_add(1, SeqCst);
    let _ = name;
    Err(E::Status(500))
}

#[tokio::test(start_paused = true)]
async fn works() {
    let calls = AtomicU32::new(0);
    assert_eq!(plain(&calls, "a".into()).await.unwrap(), "a");
    assert_eq!(calls.load(SeqCst), 3);
    let calls = AtomicU32::new(0);
    assert_eq!(full(&calls, "one", 1, "a".into()).await.unwrap(), "x 1 a");
}
fn send<T: Send>(_: T) {}
#[test]
fn is_send() {
    let calls = AtomicU32::new(0);
    send(plain(&calls, String::new()));
    send(full(&calls, "", 1, String::new()));
    println!("{}", std::mem::size_of_val(&full(&calls, "", 1, String::new())));
}

#[deny(warnings)]
mod lints {
    #[rustfmt::skip]
    #[resilient::resilient(timeout = "1s")]
    pub(crate) async fn on_one_line(name: &str) -> std::io::Result<String> { Ok(name.to_owned()) }
}

#[tokio::test]
async fn a_body_on_one_line_is_no_reason_to_warn() {
    assert_eq!(lints::on_one_line("a").await.unwrap(), "a");
}
