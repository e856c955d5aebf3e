use std::io;

const MANY: u32 = 250;

#[resilient::resilient(retries = MANY)]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
