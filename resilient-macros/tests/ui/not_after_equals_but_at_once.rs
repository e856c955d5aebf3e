use std::io;

#[resilient::resilient(on server = fail, auth = fail, timeout = "5s")]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
