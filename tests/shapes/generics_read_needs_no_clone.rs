//! A generic argument that is only read needs no `Clone`.

use super::support::*;

#[resilient]
async fn shape<T: AsRef<[u8]>>(api: &Api, body: T) -> Result<usize, E> {
    api.ask().await?;
    Ok(body.as_ref().len())
}

struct Body;

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &[1, 2]
    }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Body)), Ok(2));
}
