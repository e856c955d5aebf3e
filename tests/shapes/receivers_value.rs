//! A receiver by value, used up by the body.

use super::support::*;

#[derive(Clone)]
struct Client<'a> {
    api: &'a Api,
    counted: Counted,
}

impl Client<'_> {
    #[resilient]
    async fn shape(self) -> Result<u32, E> {
        let answer = self.api.ask().await?;
        drop(take(self).counted);
        Ok(answer)
    }
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(Client { api: &Api::new(), counted }.shape()), Ok(3));
    assert_eq!(count(&clones), 2);
}
