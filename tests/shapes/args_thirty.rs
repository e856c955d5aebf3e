//! Thirty arguments.

use super::support::*;

#[resilient]
#[allow(clippy::too_many_arguments)]
async fn shape(
    api: &Api,
    a1: u32,
    a2: u32,
    a3: u32,
    a4: u32,
    a5: u32,
    a6: u32,
    a7: u32,
    a8: u32,
    a9: u32,
    b0: String,
    b1: String,
    b2: String,
    b3: String,
    b4: String,
    b5: String,
    b6: String,
    b7: String,
    c0: &str,
    c1: &str,
    c2: &str,
    c3: &str,
    c4: &str,
    c5: &str,
    c6: &str,
    c7: &str,
    c8: &str,
    d0: Unique,
    d1: Unique,
    d2: Unique,
    d3: Unique,
) -> Result<usize, E> {
    api.ask().await?;
    let numbers = a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + d0.0 + d1.0 + d2.0 + d3.0;
    let texts = [b0, b1, b2, b3, b4, b5, b6, b7].concat().len();
    Ok(numbers as usize + texts + [c0, c1, c2, c3, c4, c5, c6, c7, c8].concat().len())
}

#[test]
fn works() {
    let s = || String::from("s");
    let u = || Unique(1);
    let answer = run(shape(
        &Api::new(),
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        s(),
        s(),
        s(),
        s(),
        s(),
        s(),
        s(),
        s(),
        "c",
        "c",
        "c",
        "c",
        "c",
        "c",
        "c",
        "c",
        "c",
        u(),
        u(),
        u(),
        u(),
    ));
    assert_eq!(answer, Ok(30));
}
