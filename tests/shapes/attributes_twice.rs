//! Applied twice, each repeats what is below it.

use super::support::*;

#[resilient(retries = 1)]
#[resilient(retries = 1, timeout = "1m")]
async fn shape(api: &Api, name: String, mut n: u32) -> Result<String, E> {
    n += 1;
    api.ask().await?;
    Ok(name + &n.to_string())
}

#[derive(Clone)]
struct Request<'a>(&'a Api);

impl Request<'_> {
    #[resilient(retries = 1)]
    #[resilient(retries = 1)]
    async fn send(self) -> Result<u32, E> {
        take(self).0.ask().await
    }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into(), 1)), Ok("a2".into()));
    assert_eq!(run(Request(&Api::new()).send()), Ok(3));
}
