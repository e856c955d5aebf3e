use std::io;

#[resilient::resilient(
    retries = times,
    timeout = ["30s", limit],
    backoff = constant(limit),
    switch_after = limit,
    fallback = [times = 5],
    breaker = breaker("api", consecutive = times),
)]
async fn ask(times: u32, limit: std::time::Duration) -> io::Result<u32> {
    Ok(times)
}

fn main() {
    drop(ask(5, std::time::Duration::MAX));
}
