use std::io;

#[resilient::resilient(otherwise = none)]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
