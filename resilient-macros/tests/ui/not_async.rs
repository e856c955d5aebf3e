use std::io;

#[resilient::resilient]
fn ask() -> io::Result<()> {
    Ok(())
}

fn main() {
    let _ = ask();
}
