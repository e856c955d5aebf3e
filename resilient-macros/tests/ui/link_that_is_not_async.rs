use std::io;

fn other(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

#[resilient::resilient(fallback = [other(model)])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
