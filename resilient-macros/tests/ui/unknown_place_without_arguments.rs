use std::io;

#[resilient::resilient(fallback = [model = "large"])]
async fn ask() -> io::Result<()> {
    Ok(())
}

fn main() {
    drop(ask());
}
