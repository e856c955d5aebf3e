use std::io;
use std::time::Duration;

const NEVER: Duration = Duration::ZERO;

#[resilient::resilient(backoff = exponential(base = NEVER, max = "10s"))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
