//! Inner attributes and docs at the top of the body.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    #![allow(unused_variables)]
    #![allow(clippy::let_and_return)]
    let unused = 1;
    let answer = api.ask().await?;
    Ok(answer)
}

/// What is about the function is about no block in it.
mod of_the_function {
    #![deny(warnings)]

    use super::*;

    #[resilient]
    pub(super) async fn shape(api: &Api, unused_too: Counted) -> Result<u32, E> {
        #![inline]
        #![must_use = "a test"]
        #![allow(clippy::let_and_return)]
        #![expect(unused_variables)]
        let unused = 1;
        api.ask().await
    }
}

/// They hold for the parameters, too.
mod of_parameters {
    #![deny(unused, nonstandard_style)]

    use super::*;

    #[resilient]
    pub(super) async fn shape(api: &Api, Name: u32, unused: Counted) -> Result<u32, E> {
        #![allow(unused_variables, non_snake_case)]
        api.ask().await
    }
}

#[test]
fn works() {
    assert_eq!(run(of_the_function::shape(&Api::new(), Counted::new().0)), Ok(3));
    assert_eq!(run(of_parameters::shape(&Api::new(), 1, Counted::new().0)), Ok(3));
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
