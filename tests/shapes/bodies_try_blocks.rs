//! `?` inside of closures and async blocks leaves only those.

use super::support::*;

#[resilient]
async fn shape(api: &Api, text: &str) -> Result<u32, E> {
    let parse = |it: &str| -> Result<u32, std::num::ParseIntError> {
        let n: u32 = it.parse()?;
        Ok(n)
    };
    let option: Option<u32> = async {
        let c = text.chars().next()?;
        c.to_digit(10)
    }
    .await;
    let early: Result<u32, E> = async {
        if text.len() > 0 {
            return Ok(7);
        }
        Err(E::Parse)
    }
    .await;
    let immediately = (|| {
        let n = text.parse::<u32>().ok()?;
        Some(n + 1)
    })();
    Ok(api.ask().await? + parse(text)? + option.unwrap_or(0) + early? + immediately.unwrap())
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "1")), Ok(3 + 1 + 1 + 7 + 2));
}
