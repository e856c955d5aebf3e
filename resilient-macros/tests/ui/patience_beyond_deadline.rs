use resilient::resilient;
use std::io;

#[resilient(patience = "30s", deadline = "20s")]
async fn chat() -> io::Result<()> {
    Ok(())
}

#[resilient(switch_after = "5s", deadline = "5s", fallback = [chat()])]
async fn first() -> io::Result<()> {
    Ok(())
}

fn main() {
    drop((chat(), first()));
}
