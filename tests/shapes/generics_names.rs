//! Generics named like types of std and of ours.

use super::support::*;

#[resilient]
#[allow(non_upper_case_globals)]
async fn shape<Result2, Option: Clone, Run, Step, const Ok: usize>(
    api: &Api,
    a: Option,
    _: [Run; Ok],
    _: Step,
    _: Result2,
) -> Result<Option, E> {
    api.ask().await?;
    core::result::Result::Ok(a)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1, [2], 3, 4)), Ok(1));
}
