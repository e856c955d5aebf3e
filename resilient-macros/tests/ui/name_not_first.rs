use std::io;

#[resilient::resilient(breaker = breaker(consecutive = 3, "chat"))]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
