//! A call adds little to the future of its body.

use super::support::*;

#[resilient]
async fn shape() -> Result<(), E> {
    Ok(())
}

async fn plain() -> Result<(), E> {
    Ok(())
}

#[resilient(retries = 0)]
async fn single() -> Result<(), E> {
    Ok(())
}

#[resilient(timeout = "1s")]
async fn timed() -> Result<(), E> {
    Ok(())
}

#[test]
fn works() {
    let plain = size_of_val(&plain());
    for ours in [size_of_val(&shape()), size_of_val(&single()), size_of_val(&timed())] {
        assert!(ours - plain <= 160, "{ours} bytes, {plain} without the attribute");
    }
}
