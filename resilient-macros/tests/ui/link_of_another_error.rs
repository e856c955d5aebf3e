use std::io;

async fn other(model: &str) -> Result<String, u8> {
    Ok(model.to_owned())
}

#[resilient::resilient(fallback = [other])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
