use resilient::resilient;

#[resilient(timeout = "30s", deadline = "20s")]
async fn call(id: u32) -> std::io::Result<u32> {
    Ok(id)
}

async fn the_function_survives() -> std::io::Result<u32> {
    call(7).await
}

fn main() {}
