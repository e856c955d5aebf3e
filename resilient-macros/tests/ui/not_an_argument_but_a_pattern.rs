use std::io;

#[resilient::resilient(clone(mut model))]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
