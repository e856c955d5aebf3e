//! Arguments named like everything that an expansion might use.

use super::support::*;

#[resilient(timeout = "1m", deadline = "2m", breaker = "hygiene:{run}", fallback = [run = "b"], otherwise = Ok(item + value))]
#[allow(clippy::too_many_arguments)]
async fn shape(
    api: &Api,
    run: &str,
    value: u32,
    item: u32,
    stop: String,
    error: String,
    result: u32,
    last: u32,
    outcome: u32,
    resilient: u32,
    core: u32,
    std: u32,
    tokio: u32,
    is_last: u32,
    attempt: u32,
) -> Result<u32, E> {
    let _ = (run, take(stop), take(error));
    let numbers = value + item + result + last + outcome + resilient + core + std + tokio;
    Ok(api.ask().await? + numbers + is_last + attempt)
}

#[test]
fn works() {
    let s = String::new;
    assert_eq!(run(shape(&Api::new(), "a", 1, 1, s(), s(), 1, 1, 1, 1, 1, 1, 1, 1, 1)), Ok(14));
}
