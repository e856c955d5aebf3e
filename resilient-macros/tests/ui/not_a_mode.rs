use std::io;

#[resilient::resilient(breaker = breaker("chat", mode = trial))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
