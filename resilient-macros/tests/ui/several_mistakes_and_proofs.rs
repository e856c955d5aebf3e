use std::io;

#[resilient::resilient(
    retries = 0,
    backoff = "1s",
    timeout = "30s",
    deadline = "20s",
    id = 5,
    on(server = fallback, netwrk = fail),
    breaker = breaker("api", min_calls = 20, last = 10, failure_rate = 0.5),
)]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
