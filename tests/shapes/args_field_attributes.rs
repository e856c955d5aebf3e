//! Attributes of the fields in a pattern hold for what they bind: `cfg` says whether it is there at all.

#![deny(warnings)]

use super::support::*;

struct Order {
    id: u32,
    #[cfg(not(test))]
    gone: Vec<u8>,
    #[cfg(test)]
    note: String,
}

fn order() -> Order {
    Order { id: 1, note: "a".into() }
}

#[resilient]
async fn conditional(
    api: &Api,
    Order {
        id,
        #[cfg(not(test))]
        gone,
        #[cfg(test)]
        mut note,
    }: Order,
) -> Result<String, E> {
    #[cfg(not(test))]
    drop(gone);
    note.push('b');
    api.ask().await?;
    Ok(format!("{id}{note}"))
}

#[resilient(retries = 0)]
async fn conditional_once(
    Order {
        #[cfg(not(test))]
        gone,
        #[cfg(test)]
            note: text,
        ..
    }: Order,
) -> Result<String, E> {
    #[cfg(not(test))]
    drop(gone);
    Ok(text)
}

#[resilient(fallback = [id = 20])]
async fn conditional_beside_a_link(
    Order {
        id,
        #[cfg(not(test))]
        gone,
        #[cfg(test)]
        note,
    }: Order,
) -> Result<String, E> {
    if id == 1 {
        return Err(E::Failed);
    }
    #[cfg(not(test))]
    drop(gone);
    Ok(take(note) + &id.to_string())
}

#[resilient]
async fn allowed(
    api: &Api,
    Order {
        #[allow(unused_mut)]
        mut id,
        ..
    }: Order,
) -> Result<u32, E> {
    api.ask().await?;
    Ok(id)
}

#[resilient]
async fn expected(
    api: &Api,
    Order {
        #[expect(unused_mut)]
        mut note,
        #[expect(unused_variables)]
        id,
    }: Order,
) -> Result<String, E> {
    api.ask().await?;
    Ok(note + "b")
}

#[resilient(retries = 0)]
async fn expected_once(
    Order {
        #[expect(unused_mut)]
        mut note,
        #[expect(unused_variables)]
        id,
    }: Order,
) -> Result<usize, E> {
    Ok(note.len())
}

/// Of what is expected of the whole, one part fulfills it.
#[resilient]
async fn expected_of_one(
    api: &Api,
    #[expect(unused_variables)] (mut count, rest): (u32, String),
) -> Result<u32, E> {
    count += 1;
    api.ask().await?;
    Ok(count)
}

/// That no attempt reads what it was called with is said once, and expected.
#[resilient]
async fn overwritten(
    api: &Api,
    #[expect(unused_assignments)] (mut count, next): (u32, u32),
) -> Result<u32, E> {
    count = next;
    api.ask().await?;
    Ok(count)
}

#[resilient(retries = 0)]
async fn overwritten_once(
    #[expect(unused_assignments)] (mut count, next): (u32, u32),
) -> Result<u32, E> {
    count = next;
    Ok(count)
}

#[test]
fn works() {
    assert_eq!(run(is_send(conditional(&Api::new(), order()))), Ok("1ab".into()));
    assert_eq!(run(is_send(conditional_once(order()))), Ok("a".into()));
    assert_eq!(run(conditional_beside_a_link(order())), Ok("a20".into()));
    assert_eq!(run(allowed(&Api::new(), order())), Ok(1));
    assert_eq!(run(expected(&Api::new(), order())), Ok("ab".into()));
    assert_eq!(run(expected_once(order())), Ok(1));
    assert_eq!(run(expected_of_one(&Api::new(), (1, "a".into()))), Ok(2));
    assert_eq!(run(overwritten(&Api::new(), (1, 2))), Ok(2));
    assert_eq!(run(overwritten_once((1, 2))), Ok(2));
}
