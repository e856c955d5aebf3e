use std::io;

#[resilient::resilient(timeout = "366d")]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
