//! `line!()` and `module_path!()` mean the user's own.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<(u32, &'static str), E> {
    api.ask().await?;
    Ok((line!(), module_path!()))
}

#[test]
fn works() {
    let (line, module) = run(shape(&Api::new())).unwrap();
    assert_eq!((line, module), (8, module_path!()));
}
