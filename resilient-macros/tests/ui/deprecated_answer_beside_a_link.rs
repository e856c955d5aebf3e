#![deny(deprecated)]

#[deprecated]
pub struct Old;

#[resilient::resilient(fallback = [other(), also])]
async fn call() -> std::io::Result<Old> {
    other().await
}

#[allow(deprecated)]
async fn other() -> std::io::Result<Old> {
    Ok(Old)
}

#[allow(deprecated)]
async fn also() -> std::io::Result<Old> {
    Ok(Old)
}

fn main() {}
