use std::io;

#[resilient::resilient(breaker = "chat", open = "5s")]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
