//! A bare name in a macro that borrows is borrowed, in another it is used up.

use super::support::*;

macro_rules! consume {
    ($value:expr) => {
        take($value)
    };
}

#[resilient]
async fn shape(api: &Api, shown: Counted, used: Counted) -> Result<String, E> {
    let text = format!("{}{shown:?}", format!("{:?}", shown).len()).len();
    assert_ne!(text, 0, "{:?}", shown);
    drop(consume!(used));
    api.ask().await?;
    Ok(String::new())
}

#[test]
fn works() {
    let ((shown, looks), (used, takes)) = (Counted::new(), Counted::new());
    run(shape(&Api::new(), shown, used)).unwrap();
    assert_eq!((count(&looks), count(&takes)), (0, 2));
}
