use std::io;

#[resilient::resilient(timeout = ["9s", "8s", "7s", "6s", "5s", "4s", "3s", "2s", "1s"])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
