//! An optional exclusive reference is lent anew to each attempt.

use super::support::*;

#[resilient]
async fn shape(api: &Api, seen: Option<&mut u32>) -> Result<u32, E> {
    if let Some(seen) = seen {
        *seen += 1;
    }
    api.ask().await
}

#[resilient]
async fn reborrowed(api: &Api, mut seen: Option<&mut u32>) -> Result<u32, E> {
    if let Some(seen) = seen.as_deref_mut() {
        *seen += 1;
    }
    if let Some(seen) = seen {
        *seen += 1;
    }
    api.ask().await
}

#[resilient]
async fn handed_on(api: &Api, seen: Option<&mut Vec<u32>>) -> Result<u32, E> {
    note(seen);
    api.ask().await
}
fn note(seen: Option<&mut Vec<u32>>) {
    if let Some(seen) = seen {
        seen.push(1)
    }
}

#[test]
fn works() {
    let mut seen = 0;
    assert_eq!(run(shape(&Api::new(), Some(&mut seen))), Ok(3));
    assert_eq!(seen, 3);
    assert_eq!(run(reborrowed(&Api::new(), Some(&mut seen))), Ok(3));
    assert_eq!(seen, 9);
    let mut list = vec![];
    assert_eq!(run(handed_on(&Api::new(), Some(&mut list))), Ok(3));
    assert_eq!(list.len(), 3);
    assert_eq!(run(handed_on(&Api::new(), None)), Ok(3));
}
