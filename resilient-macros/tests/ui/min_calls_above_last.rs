use resilient::resilient;

#[resilient(breaker = breaker("x", failure_rate = 50, last = 10, min_calls = 20))]
async fn call(id: u32) -> std::io::Result<u32> {
    Ok(id)
}

async fn the_function_survives() -> std::io::Result<u32> {
    call(7).await
}

fn main() {}
