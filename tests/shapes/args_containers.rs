//! Boxes, slices, cells and cows, used up or lent.

use super::support::*;

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

#[resilient]
async fn shape(
    api: &Api,
    bytes: Box<[u8]>,
    name: Arc<str>,
    text: Cow<'static, str>,
    cell: RefCell<Vec<u32>>,
) -> Result<usize, E> {
    cell.borrow_mut().push(1);
    let n = api.ask().await? as usize;
    Ok(n + bytes.into_vec().len()
        + take(name).len()
        + text.into_owned().len()
        + cell.borrow().len())
}

#[test]
fn works() {
    assert_eq!(
        run(is_send(shape(
            &Api::new(),
            Box::new([1]),
            "ab".into(),
            "c".into(),
            RefCell::default()
        ))),
        Ok(3 + 1 + 2 + 1 + 3)
    );
}
