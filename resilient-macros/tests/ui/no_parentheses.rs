use std::io;

#[resilient::resilient(backoff = constant "5s")]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
