//! Higher-ranked bounds.

use super::support::*;

#[resilient]
async fn shape<F>(api: &Api, read: F) -> Result<usize, E>
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    let call = api.ask().await?;
    Ok(read(&call.to_string()).len())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), |text| text)), Ok(1));
}
