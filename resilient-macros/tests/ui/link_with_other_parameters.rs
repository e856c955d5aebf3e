use std::io;

async fn other(model: &str, more: u32) -> io::Result<String> {
    Ok(format!("{model} {more}"))
}

#[resilient::resilient(fallback = [other])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
