//! Named lifetimes with bounds between them.

use super::support::*;

#[resilient]
async fn shape<'a: 'b, 'b>(api: &Api, long: &'a str, short: &'b str) -> Result<&'b str, E> {
    api.ask().await?;
    Ok(if long.len() > short.len() { long } else { short })
}

struct Parser<'a> {
    text: &'a str,
}

impl<'a> Parser<'a> {
    #[resilient]
    async fn text(&self, api: &Api) -> Result<&'a str, E> {
        api.ask().await?;
        Ok(self.text)
    }

    #[resilient]
    async fn advance(&mut self, api: &Api) -> Result<&'a str, E> {
        api.ask().await?;
        let (head, rest) = self.text.split_at(1);
        self.text = rest;
        Ok(head)
    }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "ab", "a")), Ok("ab"));
    assert_eq!(run(Parser { text: "ab" }.text(&Api::new())), Ok("ab"));
    assert_eq!(run(Parser { text: "ab" }.advance(&Api::new())), Ok("a"));
}
