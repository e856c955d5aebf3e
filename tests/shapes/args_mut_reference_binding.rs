//! A `mut` binding of a shared and of an exclusive reference.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    mut text: &str,
    mut list: &mut Vec<u32>,
    other: &str,
) -> Result<usize, E> {
    list.push(1);
    text = other;
    let mut empty = vec![];
    if api.calls() > 5 {
        list = &mut empty;
    }
    api.ask().await?;
    Ok(text.len() + list.len())
}

#[resilient]
async fn advanced(api: &Api, mut bytes: &[u8], mut out: &mut [u8]) -> Result<usize, E> {
    use std::io::{Read as _, Write as _};
    let mut one = [0];
    bytes.read_exact(&mut one).map_err(|_| E::Parse)?;
    out.write_all(&one).map_err(|_| E::Parse)?;
    api.ask().await?;
    Ok(bytes.len() + out.len())
}

#[test]
fn works() {
    let mut list = vec![];
    assert_eq!(run(shape(&Api::new(), "a", &mut list, "bc")), Ok(5));
    let mut out = [0; 4];
    assert_eq!(run(advanced(&Api::new(), &[7, 8, 9], &mut out)), Ok(2 + 3));
    assert_eq!(out, [7, 0, 0, 0]);
}
