//! Futures that are joined and selected, and tasks that are spawned.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: String) -> Result<String, E> {
    let (first, second) = tokio::join!(async { name.len() }, async { name.clone() });
    let selected = tokio::select! {
        answer = api.ask() => answer?,
        () = std::future::pending() => 0,
    };
    let spawned = tokio::spawn(async move { name.len() }).await.unwrap();
    Ok(format!("{first}{second}{selected}{spawned}"))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into())), Ok("1a31".into()));
}
