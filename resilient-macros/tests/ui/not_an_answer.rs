use std::io;

#[resilient::resilient(otherwise = |error| Err(error))]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

#[resilient::resilient(otherwise = "cached")]
async fn cached(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
    drop(cached("small"));
}
