use std::io;

#[resilient::resilient(retries = 3.0)]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
