use std::io;

#[resilient::resilient(breaker = breaker("a" "b"))]
async fn ask(model: &str) -> io::Result<usize> {
    Ok(model.len())
}

fn main() {
    drop(ask("small"));
}
