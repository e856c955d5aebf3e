use std::time::Duration;

use resilient::resilient;

const LIMIT: Duration = Duration::from_secs(10);

#[resilient(retries = 5, deadline = LIMIT, backoff = constant("4s"), jitter = none)]
async fn call(id: u32) -> std::io::Result<u32> {
    Ok(id)
}

async fn the_function_survives() -> std::io::Result<u32> {
    call(7).await
}

fn main() {}
