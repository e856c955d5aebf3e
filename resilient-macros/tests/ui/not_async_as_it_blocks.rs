#[tokio::main(flavor = "current_thread")]
#[resilient::resilient]
async fn ask() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    let _ = ask();
}
