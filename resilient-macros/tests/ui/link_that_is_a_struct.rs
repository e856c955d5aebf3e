use std::io;

pub struct Small {
    pub model: String,
}

#[resilient::resilient(fallback = [Small])]
async fn ask(model: String) -> io::Result<String> {
    Ok(model)
}

fn main() {
    drop(ask(String::new()));
}
