use resilient::resilient;

const MANY: u32 = 5;

#[resilient(retries = MANY, deadline = "10s", backoff = constant("4s"), jitter = none)]
async fn call(id: u32) -> std::io::Result<u32> {
    Ok(id)
}

async fn the_function_survives() -> std::io::Result<u32> {
    call(7).await
}

fn main() {}
