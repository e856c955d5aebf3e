use std::io;

resilient::policy! {
    LLM = { breaker = "chat" }
}

#[resilient::resilient(policy = LLM)]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
