use std::io;

#[resilient::resilient(otherwise = nothing())]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn nothing() -> &'static str {
    "nothing"
}

fn main() {
    drop(ask("small"));
}
