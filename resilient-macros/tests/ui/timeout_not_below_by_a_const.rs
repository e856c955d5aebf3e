use std::io;

const LIMIT: std::time::Duration = std::time::Duration::from_secs(5);

#[resilient::resilient(timeout = LIMIT, deadline = "2s")]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
