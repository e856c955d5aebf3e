use std::io;

#[resilient::resilient(backoff = constant("1s", "2s"))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
