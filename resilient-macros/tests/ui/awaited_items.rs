use std::io;

async fn models() -> Vec<String> {
    vec!["small".to_owned()]
}

#[resilient::resilient(fallback = [model in models().await])]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop((models(), ask(String::new())));
}
