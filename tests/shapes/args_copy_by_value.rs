//! Copy values by value, from numbers to closures' pointers.

use super::support::*;

#[derive(Clone, Copy, PartialEq, Debug)]
struct Id(u64);

#[resilient(clone(range))]
async fn shape(
    api: &Api,
    id: Id,
    n: u32,
    c: char,
    f: fn(u32) -> u32,
    unit: (),
    range: std::ops::RangeInclusive<u32>,
) -> Result<(Id, u32, char), E> {
    let () = unit;
    let sum: u32 = range.sum();
    Ok((id, f(n) + sum + api.ask().await?, c))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Id(1), 1, 'c', |n| n + 1, (), 1..=2)), Ok((Id(1), 8, 'c')));
}
