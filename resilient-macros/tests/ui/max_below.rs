use std::io;

#[resilient::resilient(backoff = exponential(base = "2s", max = "1s"))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
