use std::io;

async fn other(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

#[resilient::resilient(fallback = [other])]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask("small".to_owned()));
}
