use resilient::resilient;

#[resilient(
    fallback = [id = 1],
    on(
        rate_limited = fail, overloaded = fail, server = fail, timeout = fail, network = fail,
        malformed = fail, conflict = fail, quota = fail, auth = fail, missing = fail,
        too_large = fail, unknown = fail,
    ),
)]
async fn call(id: u32) -> std::io::Result<u32> {
    Ok(id)
}

async fn the_function_survives() -> std::io::Result<u32> {
    call(7).await
}

fn main() {}
