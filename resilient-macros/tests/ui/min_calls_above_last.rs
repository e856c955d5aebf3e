use std::io;

#[resilient::resilient(breaker = breaker("chat", failure_rate = 50, min_calls = 10, last = 5))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
