use std::io;

const RETRIES: u32 = 5;

#[resilient::resilient(policy = RETRIES)]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
