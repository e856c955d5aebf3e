use std::io;

const TOO_FINE: f64 = 1.0005;

#[resilient::resilient(backoff = exponential(base = "1s", factor = TOO_FINE))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
