//! Patterns that borrow from the argument they take apart.

use super::support::*;

struct Both {
    name: String,
    list: Vec<u32>,
}

#[resilient]
async fn shape(api: &Api, Both { ref name, ref mut list }: Both) -> Result<usize, E> {
    list.push(1);
    api.ask().await?;
    Ok(name.len() + list.len())
}

#[resilient]
async fn tuple(api: &Api, (ref a, mut b): (String, u32)) -> Result<usize, E> {
    b += 1;
    api.ask().await?;
    Ok(a.len() + b as usize)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Both { name: "a".into(), list: vec![] })), Ok(4));
    assert_eq!(run(tuple(&Api::new(), ("a".into(), 1))), Ok(3));
}
