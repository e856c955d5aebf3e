//! Generic parameters, bounds and where clauses.

use super::support::*;

use std::fmt::Display;

#[resilient]
async fn shape<T, U: Display>(api: &Api, a: T, b: U, list: &[T]) -> Result<(T, String), E>
where
    T: Clone + PartialEq,
{
    api.ask().await?;
    let found = list.contains(&a);
    Ok((a, format!("{b}{found}")))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1, "b", &[1])), Ok((1, "btrue".into())));
}
