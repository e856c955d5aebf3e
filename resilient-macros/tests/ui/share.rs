use std::io;

#[resilient::resilient(breaker = breaker("chat", failure_rate = 0.5))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
