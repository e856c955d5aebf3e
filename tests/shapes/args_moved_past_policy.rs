//! An argument that lends its policy to the call is still moved into the last attempt.

use super::support::*;

use resilient::Policy;

#[derive(Clone)]
struct Client {
    counted: Counted,
    policy: Policy,
}

#[resilient(policy = &client.policy)]
async fn shape(api: &Api, client: Client) -> Result<(), E> {
    api.ask().await?;
    drop(take(client).counted);
    Ok(())
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), Client { counted, policy: Policy::DEFAULT })), Ok(()));
    assert_eq!(count(&clones), 2);
}
