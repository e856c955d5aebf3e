use std::io;

#[resilient::resilient(timeout = ["1s"; 3])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
