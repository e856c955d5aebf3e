use std::io;

#[resilient::resilient(breaker = breaker("chat", failure_rate = 50, last = 5, within = "1s"))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
