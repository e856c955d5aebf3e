use std::io;

#[resilient::resilient]
const fn ask() -> io::Result<()> {
    Ok(())
}

fn main() {
    let _ = ask();
}
