use std::io;

#[resilient::resilient(otherwise = Ok(3) Ok(4))]
async fn ask(model: &str) -> io::Result<usize> {
    Ok(model.len())
}

fn main() {
    drop(ask("small"));
}
