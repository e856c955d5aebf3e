use std::io;

#[resilient::resilient(timeout = ["10s"; STEPS])]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
