//! `?` inside of macros ends the attempt.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<Vec<u32>, E> {
    let list = vec![api.ask().await?, 1];
    assert!(api.ask_now()? > 0);
    Ok(list)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(vec![3, 1]));
}
