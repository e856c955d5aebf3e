#[resilient::resilient]
#[test]
fn ask() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
