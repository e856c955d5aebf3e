use std::io;

#[resilient::resilient(timeout = "30s"u32)]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
