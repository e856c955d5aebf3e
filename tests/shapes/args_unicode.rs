//! Names outside of ASCII.

use super::support::*;

#[resilient(breaker = "ключ:{größe}", fallback = [größe = 9])]
async fn größer(api: &Api, größe: u32, 名前: String) -> Result<u32, E> {
    let n = take(名前).len() as u32;
    Ok(api.ask().await? + größe + n)
}

#[test]
fn works() {
    assert_eq!(run(größer(&Api::new(), 1, "a".into())), Ok(5));
}
