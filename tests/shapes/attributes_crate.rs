//! Under another path.

use super::support::*;

mod renamed {
    pub(super) use resilient as inner;
}

#[resilient(crate = renamed::inner, timeout = "1m", breaker = "attributes_crate")]
async fn shape(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    Ok(name)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into())), Ok("a".into()));
}
