use std::io;

#[resilient::resilient(fallback = [model of ["large", "huge"]])]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
