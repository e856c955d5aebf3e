use resilient::resilient;

#[resilient(breaker = breaker("x", failure_rate = 50, within = "5ms"))]
async fn call(id: u32) -> std::io::Result<u32> {
    Ok(id)
}

async fn the_function_survives() -> std::io::Result<u32> {
    call(7).await
}

fn main() {}
