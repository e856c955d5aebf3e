//! The user's lints about arguments and locals of more forms.

use super::support::*;

#[resilient]
#[expect(unused_variables)]
async fn pattern(api: &Api, (a, unused): (u32, u32)) -> Result<u32, E> {
    Ok(api.ask().await? + a)
}
#[resilient]
#[expect(unused_mut)]
async fn mutable_reference(api: &Api, mut n: &mut u32) -> Result<u32, E> {
    *n += 1;
    api.ask().await
}
#[resilient]
#[expect(unused_assignments)]
async fn assigned(api: &Api, mut n: u32) -> Result<u32, E> {
    n = 3;
    api.ask().await
}
#[resilient]
#[expect(unused_assignments)]
async fn overwritten(api: &Api, mut name: String) -> Result<usize, E> {
    name = api.ask().await?.to_string();
    Ok(name.len())
}
#[resilient(fallback = [name = "two"])]
#[expect(unused_assignments)]
async fn overwritten_of_two(api: &Api, mut name: String) -> Result<usize, E> {
    name = api.ask().await?.to_string();
    Ok(name.len())
}
#[resilient]
#[expect(non_snake_case)]
async fn Named(api: &Api) -> Result<u32, E> {
    api.ask().await
}
#[resilient]
#[expect(unused_parens)]
async fn parens(api: &Api) -> Result<u32, E> {
    let n = (1);
    Ok(api.ask().await? + n)
}
#[resilient]
#[expect(path_statements)]
async fn path(api: &Api, n: u32) -> Result<u32, E> {
    n;
    api.ask().await
}
struct S(Api);
impl S {
    #[resilient(borrow(self))]
    #[allow(unused_mut)]
    async fn by_value(mut self, n: u32) -> Result<u32, E> {
        Ok(self.0.ask().await? + n)
    }
}
#[test]
fn works() {
    assert_eq!(run(pattern(&Api::new(), (1, 2))), Ok(4));
    assert_eq!(run(mutable_reference(&Api::new(), &mut 1)), Ok(3));
    assert_eq!(run(assigned(&Api::new(), 1)), Ok(3));
    assert_eq!(run(overwritten(&Api::new(), String::new())), Ok(1));
    assert_eq!(run(overwritten_of_two(&Api::new(), String::new())), Ok(1));
    assert_eq!(run(S(Api::new()).by_value(1)), Ok(4));
}
