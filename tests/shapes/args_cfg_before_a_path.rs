//! A link that is a path gets the parameters that `cfg` leaves there.

use super::support::*;

async fn other(
    api: &Api,
    #[cfg(any())] gone: &str,
    text: String,
    #[cfg(not(any()))]
    #[cfg(test)]
    there: Counted,
) -> Result<u32, E> {
    assert_eq!(text, "text");
    drop(there);
    Ok(api.calls() * 10)
}

#[resilient(retries = 0, fallback = [other])]
async fn shape(
    api: &Api,
    #[cfg(any())] gone: &str,
    text: String,
    #[cfg(not(any()))] there: Counted,
) -> Result<u32, E> {
    assert_eq!(text, "text");
    let _ = there.look();
    api.ask().await
}

#[resilient(retries = 0, fallback = [other])]
async fn used_up(
    api: &Api,
    #[cfg(any())] gone: &str,
    text: String,
    #[cfg(not(any()))] there: Counted,
) -> Result<u32, E> {
    drop((text, there));
    api.ask().await
}

#[test]
fn works() {
    let (there, clones) = Counted::new();
    assert_eq!(run(is_send(shape(&Api::new(), "text".into(), there))), Ok(10));
    assert_eq!(count(&clones), 1);
    let (there, clones) = Counted::new();
    assert_eq!(run(is_send(used_up(&Api::new(), "text".into(), there))), Ok(10));
    assert_eq!(count(&clones), 2);
}
