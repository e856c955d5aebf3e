use std::io;

#[resilient::resilient(breaker = breaker(name = "chat", consecutive = 3))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
