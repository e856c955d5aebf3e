//! A type alias may hide that a pattern takes a reference apart.

use super::support::*;

type Pair<'a> = &'a (String, u32);

fn read(text: &String) -> u32 {
    u32::try_from(text.len()).unwrap_or(0)
}

async fn other(text: &String) -> Result<u32, E> {
    Ok(read(text))
}

#[resilient(retries = 0, fallback = [other(text)])]
async fn shape(api: &Api, (text, number): Pair<'_>) -> Result<u32, E> {
    api.ask().await?;
    Ok(read(text) + number)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), &("abc".to_owned(), 1))), Ok(3));
}
