use std::io;

const TIMES: u32 = 3;

#[resilient::resilient(retries = 2, on(server = retry(TIMES)))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
