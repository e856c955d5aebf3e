//! An argument that says by its name that it is unused is reported where the body uses it, and nowhere else.
#![deny(warnings, clippy::pedantic, clippy::nursery)]

use super::support::*;

#[resilient]
async fn shape(api: &Api, _lent: String, _taken: String, mut _fresh: Vec<u8>) -> Result<usize, E> {
    let call = api.ask().await?;
    #[expect(clippy::used_underscore_binding)]
    let length = _lent.len();
    #[expect(clippy::used_underscore_binding)]
    let taken = take(_taken);
    #[expect(clippy::used_underscore_binding)]
    _fresh.push(0);
    #[expect(clippy::used_underscore_binding)]
    let fresh = _fresh.len();
    Ok(call as usize + length + taken.len() + fresh)
}

#[resilient]
#[expect(clippy::used_underscore_binding)]
async fn at_the_end(api: &Api, _taken: String) -> Result<String, E> {
    api.ask().await?;
    Ok(_taken)
}

#[resilient(retries = 0)]
#[expect(clippy::used_underscore_binding)]
async fn at_the_end_once(_taken: String) -> Result<String, E> {
    Ok(_taken)
}

#[resilient(retries = 0)]
async fn single(_lent: String, _taken: String, _behind: String) -> Result<usize, E> {
    #[expect(clippy::used_underscore_binding)]
    let length = _lent.len() + _behind.len();
    #[expect(clippy::used_underscore_binding)]
    let taken = take(_taken);
    Ok(length + taken.len())
}

#[test]
fn works() {
    let word = || String::from("a");
    assert_eq!(run(shape(&Api::new(), word(), word(), vec![])), Ok(6));
    assert_eq!(run(at_the_end(&Api::new(), word())), Ok(word()));
    assert_eq!(run(at_the_end_once(word())), Ok(word()));
    assert_eq!(run(single(word(), word(), word())), Ok(3));
}
