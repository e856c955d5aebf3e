use std::io;

#[resilient::resilient(fallback = [model = "small" or "tiny"])]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
