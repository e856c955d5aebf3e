use std::io;

#[resilient::resilient(server = retry(2))]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
