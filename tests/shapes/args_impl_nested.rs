//! `impl Trait` nested in a generic type.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    names: Vec<impl AsRef<str> + Clone>,
    also: Option<impl Into<String> + Clone>,
) -> Result<usize, E> {
    api.ask().await?;
    let also: usize = take(also).map_or(0, |it| it.into().len());
    Ok(names.into_iter().map(|it| it.as_ref().len()).sum::<usize>() + also)
}

#[resilient]
async fn of_references(
    api: &Api,
    names: &[impl AsRef<str>],
    f: &mut impl FnMut(u32),
) -> Result<usize, E> {
    f(1);
    api.ask().await?;
    Ok(names.iter().map(|it| it.as_ref().len()).sum())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), vec!["a", "bc"], Some("d"))), Ok(4));
    let mut sum = 0;
    assert_eq!(run(of_references(&Api::new(), &["a"], &mut |n| sum += n)), Ok(1));
    assert_eq!(sum, 3);
}
