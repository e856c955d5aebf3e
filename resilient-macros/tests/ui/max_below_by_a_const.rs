use std::io;

const SHORT: std::time::Duration = std::time::Duration::from_secs(1);
const LONG: std::time::Duration = std::time::Duration::from_secs(9);

#[resilient::resilient(breaker = breaker("api", open = LONG, open_max = SHORT))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
