use std::io;

#[resilient::resilient(breaker = CHAT["a", "b"])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
