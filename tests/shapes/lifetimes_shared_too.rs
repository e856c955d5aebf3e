//! What comes back may be borrowed from another argument that is lent for as long as `&mut self` is.

use super::support::*;

struct Client(Api, Vec<u32>);

impl Client {
    #[resilient]
    async fn shape<'a>(&'a mut self, name: &'a str) -> Result<&'a str, E> {
        self.1.push(1);
        self.0.ask().await?;
        Ok(name)
    }

    #[resilient]
    async fn typed<'a>(self: &'a mut Self, names: &[&'a str]) -> Result<Option<&'a str>, E> {
        self.1.push(1);
        self.0.ask().await?;
        Ok(names.first().copied())
    }
}

#[resilient]
async fn free<'a>(api: &Api, seen: &'a mut u32, name: Option<&'a str>) -> Result<&'a str, E> {
    *seen += 1;
    api.ask().await?;
    name.ok_or(E::Parse)
}

#[test]
fn works() {
    let mut client = Client(Api::new(), vec![]);
    assert_eq!(run(client.shape("a")), Ok("a"));
    assert_eq!(client.1.len(), 3);
    assert_eq!(run(Client(Api::new(), vec![]).typed(&["a"])), Ok(Some("a")));
    let mut seen = 0;
    assert_eq!(run(free(&Api::new(), &mut seen, Some("a"))), Ok("a"));
    assert_eq!(seen, 3);
}
