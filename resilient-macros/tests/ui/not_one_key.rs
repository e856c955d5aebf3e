use std::io;

#[resilient::resilient(breaker = CHATS[model, 1])]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
