use std::io;

#[resilient::resilient(fallback = [let model = "large"])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
