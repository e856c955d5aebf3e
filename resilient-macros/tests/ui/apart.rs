use std::io;

#[resilient::resilient(timeout = 1m 30s)]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
