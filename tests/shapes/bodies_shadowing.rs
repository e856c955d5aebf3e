//! Locals that take an argument's name.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: String, n: u32) -> Result<String, E> {
    let n = n + 1;
    let name = name + "!";
    let name = format!("{name}{n}");
    api.ask().await?;
    Ok(name)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into(), 1)), Ok("a!2".into()));
}
