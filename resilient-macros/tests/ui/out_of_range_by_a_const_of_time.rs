use std::io;

mod limits {
    pub const NONE: std::time::Duration = std::time::Duration::ZERO;
}

#[resilient::resilient(deadline = limits::NONE)]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
