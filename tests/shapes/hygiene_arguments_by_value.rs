//! Arguments with such names that each attempt takes.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    run: String,
    value: String,
    item: String,
    stop: String,
    result: String,
    outcome: String,
    slot: String,
    body: String,
    last: String,
    is_last: String,
    error: String,
) -> Result<usize, E> {
    api.ask().await?;
    Ok([run, value, item, stop, result, outcome, slot, body, last, is_last, error].concat().len())
}

#[test]
fn works() {
    let s = || String::from("x");
    let answer = run(shape(&Api::new(), s(), s(), s(), s(), s(), s(), s(), s(), s(), s(), s()));
    assert_eq!(answer, Ok(11));
}
