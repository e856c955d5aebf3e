//! References to references, optional shared ones, pairs of exclusive ones.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    a: &mut &str,
    b: &&String,
    c: Option<&u32>,
    d: &mut &mut Vec<u32>,
    pair: (&mut u32, &mut u32),
    mut text: &mut &str,
) -> Result<usize, E> {
    *a = &a[1..];
    d.push(1);
    *pair.0 += 1;
    *pair.1 += *pair.0;
    let e = c.copied().unwrap_or(1);
    *text = "x";
    api.ask().await?;
    Ok(a.len() + b.len() + d.len() + e as usize)
}
#[resilient]
async fn taken(
    api: &Api,
    c: Option<&mut Vec<u32>>,
    list: &mut Option<Vec<u32>>,
) -> Result<usize, E> {
    let list = list.take().unwrap_or_default();
    let c = c.map(|it| {
        it.push(1);
        it.len()
    });
    api.ask().await?;
    Ok(list.len() + c.unwrap_or(0))
}
#[test]
fn works() {
    let (mut a, mut list, mut x, mut y, mut t) = ("abcdef", vec![], 0, 0, "t");
    assert_eq!(
        run(shape(
            &Api::new(),
            &mut a,
            &&"b".to_string(),
            Some(&1),
            &mut &mut list,
            (&mut x, &mut y),
            &mut t
        )),
        Ok(3 + 1 + 3 + 1)
    );
    assert_eq!((x, y), (3, 6));
    assert_eq!(run(taken(&Api::new(), Some(&mut list), &mut Some(vec![1]))), Ok(6));
}
