//! A borrow that comes back through a reference which a value of the call holds: one attempt has it.

use super::support::*;

struct Batch<'a> {
    items: &'a mut Vec<u32>,
    name: &'a str,
}

impl<'a> Batch<'a> {
    #[resilient(retries = 0)]
    async fn first(self) -> Result<&'a mut u32, E> {
        assert_eq!(self.name, "batch");
        Ok(&mut self.items[0])
    }

    #[resilient(retries = 0)]
    async fn all(self) -> Result<std::slice::IterMut<'a, u32>, E> {
        tokio::task::yield_now().await;
        Ok(self.items.iter_mut())
    }

    #[resilient(retries = 0, timeout = "1m")]
    async fn boxed(self: Box<Self>) -> Result<&'a mut u32, E> {
        self.items.first_mut().ok_or(E::Parse)
    }
}

#[resilient(retries = 0)]
async fn part<'a>(batch: Batch<'a>, _: Noisy) -> Result<&'a mut u32, E> {
    Ok(&mut batch.items[0])
}

#[resilient(retries = 0)]
async fn pattern<'a>(Batch { items, .. }: Batch<'a>) -> Result<&'a mut u32, E> {
    items.first_mut().ok_or(E::Parse)
}

#[resilient(retries = 0)]
async fn tuple<'a>(pair: (&'a mut Vec<u32>, u32)) -> Result<&'a mut u32, E> {
    pair.0.get_mut(pair.1 as usize).ok_or(E::Parse)
}

struct View<'a>(&'a mut u32);

type Lent<'a> = Result<&'a mut u32, E>;

// What comes back need not be written as a borrow.
#[resilient(retries = 0)]
#[allow(mismatched_lifetime_syntaxes, elided_lifetimes_in_paths)]
async fn hidden(batch: Batch<'_>) -> Result<View, E> {
    Ok(View(&mut batch.items[0]))
}

#[resilient(retries = 0)]
#[allow(mismatched_lifetime_syntaxes, elided_lifetimes_in_paths)]
async fn aliased(batch: Batch<'_>) -> Lent {
    batch.items.first_mut().ok_or(E::Parse)
}

#[resilient(retries = 0)]
async fn iterated(batch: Batch<'_>) -> Result<impl Iterator<Item = u32>, E> {
    Ok(batch.items.iter_mut().map(|item| *item))
}

#[resilient(retries = 0)]
#[allow(clippy::boxed_local, clippy::redundant_allocation)] // the shape is the point
async fn in_a_box<'a>(list: Box<&'a mut Vec<u32>>) -> Result<&'a mut u32, E> {
    list.first_mut().ok_or(E::Parse)
}

#[resilient(retries = 0)]
async fn lent<'a>(list: &'a mut (Vec<u32>, u32)) -> Result<&'a mut u32, E> {
    list.1 = 2;
    list.0.first_mut().ok_or(E::Parse)
}

fn batch(items: &mut Vec<u32>) -> Batch<'_> {
    Batch { items, name: "" }
}

#[test]
fn works() {
    let mut items = vec![1, 2];
    let notes = Notes::default();
    assert_eq!(run(Batch { items: &mut items, name: "batch" }.first()), Ok(&mut 1));
    assert_eq!(run(Batch { items: &mut items, name: "" }.all()).map(Iterator::count), Ok(2));
    assert_eq!(run(Box::new(Batch { items: &mut items, name: "" }).boxed()), Ok(&mut 1));
    assert_eq!(run(part(batch(&mut items), Noisy("a", notes))), Ok(&mut 1));
    assert_eq!(run(pattern(Batch { items: &mut items, name: "" })), Ok(&mut 1));
    assert_eq!(run(tuple((&mut items, 1))), Ok(&mut 2));
    assert_eq!(run(hidden(batch(&mut items))).map(|view| *view.0), Ok(1));
    assert_eq!(run(aliased(batch(&mut items))), Ok(&mut 1));
    assert_eq!(run(iterated(batch(&mut items))).map(Iterator::count), Ok(2));
    assert_eq!(run(in_a_box(Box::new(&mut items))), Ok(&mut 1));
    assert_eq!(run(lent(&mut (items, 0))), Ok(&mut 1));
}
