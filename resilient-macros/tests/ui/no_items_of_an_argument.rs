use std::io;

#[resilient::resilient(fallback = [model in limit])]
async fn ask(model: &str, limit: u32) -> io::Result<u32> {
    let _ = model;
    Ok(limit)
}

fn main() {
    drop(ask("small", 3));
}
