use std::io;

#[resilient::resilient(timeout = "213503982334602d")]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
