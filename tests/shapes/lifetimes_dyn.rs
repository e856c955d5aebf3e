//! Borrowed trait objects.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    note: &mut (dyn FnMut(u32) + Send),
    name: &(dyn ToString + Sync),
) -> Result<String, E> {
    note(1);
    api.ask().await?;
    Ok(name.to_string())
}

#[test]
fn works() {
    let mut notes = vec![];
    let mut note = |n| notes.push(n);
    assert_eq!(run(is_send(shape(&Api::new(), &mut note, &"a"))), Ok("a".into()));
    assert_eq!(notes, [1, 1, 1]);
}
