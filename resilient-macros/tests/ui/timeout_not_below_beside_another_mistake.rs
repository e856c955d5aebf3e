use std::io;

#[resilient::resilient(timeout = ["30s", 15], deadline = "20s")]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
