use std::io;

const RATE: u32 = 250;

#[resilient::resilient(breaker = breaker("chat", failure_rate = RATE))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
