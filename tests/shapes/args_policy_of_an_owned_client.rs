//! An argument that the body uses may lend its policy, and tell the deadline, however it reaches the attempts.

use std::time::Duration;

use super::support::*;
use resilient::Policy;

#[derive(Clone)]
struct Client {
    policy: Policy,
    limit: Duration,
}

impl Client {
    fn new() -> Self {
        Self { policy: Policy::builder().retries(5).build_const(), limit: Duration::from_secs(60) }
    }
}

#[resilient(policy = &client.policy)]
async fn borrowed(client: Client, api: &Api) -> Result<u32, E> {
    assert_eq!(client.limit, Duration::from_secs(60));
    api.ask().await
}

#[resilient(policy = &client.policy, deadline = client.limit)]
async fn used_up(client: Client, api: &Api) -> Result<u32, E> {
    drop(client);
    api.ask().await
}

#[resilient(policy = &client.policy, deadline = client.limit, backoff = none)]
async fn changed(text: String, client: Client, api: &Api) -> Result<u32, E> {
    drop((text, client));
    api.ask().await
}

#[resilient(policy = &client.policy)]
async fn a_part((client, _): (Client, String), api: &Api) -> Result<u32, E> {
    assert_eq!(client.limit, Duration::from_secs(60));
    api.ask().await
}

#[resilient(policy = &client.policy, deadline = limit)]
async fn a_part_behind(
    text: String,
    (client, limit, _): (Client, Duration, String),
    api: &Api,
) -> Result<u32, E> {
    drop(text);
    assert_eq!(client.limit, limit);
    api.ask().await
}

#[test]
fn works() {
    let limit = Duration::from_secs(60);
    assert_eq!(run(borrowed(Client::new(), &Api::new())), Ok(3));
    assert_eq!(run(used_up(Client::new(), &Api::new())), Ok(3));
    assert_eq!(run(changed(String::new(), Client::new(), &Api::new())), Ok(3));
    assert_eq!(run(a_part((Client::new(), String::new()), &Api::new())), Ok(3));
    let parts = (Client::new(), limit, String::new());
    assert_eq!(run(a_part_behind(String::new(), parts, &Api::new())), Ok(3));
}
