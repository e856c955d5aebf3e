use std::io;

#[resilient::resilient(fallback = [model = "large"])]
async fn ask(model: impl ToString) -> io::Result<String> {
    Ok(model.to_string())
}

fn main() {
    drop(ask(7));
}
