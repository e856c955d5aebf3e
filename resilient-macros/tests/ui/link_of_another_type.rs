use std::io;

async fn other(model: &str) -> io::Result<usize> {
    Ok(model.len())
}

#[resilient::resilient(fallback = [other])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
