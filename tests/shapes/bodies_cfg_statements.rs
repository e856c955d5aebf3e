//! `#[cfg]` and lint levels on statements, arms, fields and expressions.

use super::support::*;

struct S {
    a: u32,
    #[cfg(test)]
    b: u32,
}
#[resilient]
async fn shape(api: &Api, a: u32) -> Result<u32, E> {
    #[cfg(not(test))]
    compile_error!("not there");
    #[cfg(test)]
    let b = a + 1;
    #[cfg(not(test))]
    let b = missing;
    #[allow(unused_variables)]
    let c = 1;
    let s = S {
        a,
        #[cfg(test)]
        b,
        #[cfg(not(test))]
        c: gone,
    };
    let n = match b {
        #[cfg(not(test))]
        1 => gone(),
        #[allow(unused)]
        _ => s.a,
    };
    #[rustfmt::skip]
    let m = { s.b };
    Ok(api.ask().await? + n + m)
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1)), Ok(3 + 1 + 2));
}
