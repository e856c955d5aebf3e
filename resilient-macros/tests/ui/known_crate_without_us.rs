use std::io;

#[resilient::resilient(crate = std)]
async fn ask(model: &str) -> io::Result<usize> {
    Ok(model.len())
}

fn main() {
    drop(ask("small"));
}
