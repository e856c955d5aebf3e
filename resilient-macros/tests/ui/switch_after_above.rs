use std::io;

#[resilient::resilient(switch_after = "5m", patience = "1m")]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
