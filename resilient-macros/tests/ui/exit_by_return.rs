use std::io;

#[resilient::resilient(otherwise = return Ok(String::new()))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
