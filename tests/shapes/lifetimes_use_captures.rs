//! Precise captures, in a method and in a free function.

use super::support::*;

#[resilient]
fn shape<'a, 'b, T: Clone>(
    api: &'a Api,
    item: T,
    _not: &'b str,
) -> impl Future<Output = Result<T, E>> + use<'a, T> {
    async move {
        api.ask().await?;
        Ok(item)
    }
}
#[resilient]
async fn iterator<'a>(
    api: &Api,
    list: &'a [u32],
) -> Result<impl Iterator<Item = &'a u32> + use<'a>, E> {
    api.ask().await?;
    Ok(list.iter())
}
#[test]
fn works() {
    let api = Api::new();
    let call = {
        let short = String::from("s");
        shape(&api, 1u8, &short)
    };
    assert_eq!(run(call), Ok(1));
    let list = [1, 2];
    let it = {
        let api = Api::new();
        run(iterator(&api, &list)).unwrap()
    };
    assert_eq!(it.count(), 2);
}
