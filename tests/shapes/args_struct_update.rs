//! Arguments inside struct literals, shorthand and update syntax.

use super::support::*;

#[derive(Clone, Default, Debug, PartialEq)]
struct Req {
    name: String,
    n: u32,
    list: Vec<u32>,
}

#[resilient]
async fn shape(api: &Api, name: String, base: Req) -> Result<Req, E> {
    let n = api.ask().await?;
    Ok(Req { name, n, ..base })
}

#[test]
fn works() {
    let base = Req { list: vec![1], ..Req::default() };
    assert_eq!(
        run(shape(&Api::new(), "a".into(), base)),
        Ok(Req { name: "a".into(), n: 3, list: vec![1] })
    );
}
