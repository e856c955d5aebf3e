//! Where the plain function is not `Send`, neither is this.

use super::support::*;

use std::rc::Rc;

#[resilient]
async fn shape(api: &Api, n: Rc<u32>, used: Rc<u32>) -> Result<u32, E> {
    let call = api.ask().await?;
    Ok(call + *n + *take(used))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Rc::new(1), Rc::new(2))), Ok(6));
}
