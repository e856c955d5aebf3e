//! An expression fragment keeps its precedence, also where `self` is renamed.

use super::support::*;

#[derive(Clone)]
struct Number(u32);

macro_rules! methods {
    ($name:ident, $value:expr, $other:expr) => {
        impl Number {
            #[resilient]
            async fn $name(self, api: &Api) -> Result<u32, E> {
                api.ask().await?;
                Ok(take(self).0 * ($value) + 2 * $other)
            }
        }
    };
}

methods!(shape, 1 + 2, 3 + 4);

macro_rules! functions {
    ($name:ident, $value:expr) => {
        #[resilient]
        async fn $name(api: &Api, mut n: u32) -> Result<u32, E> {
            n += 1;
            api.ask().await?;
            Ok(n * 2 * $value)
        }
    };
}

functions!(plain, 1 + 2);

#[test]
fn works() {
    assert_eq!(run(Number(1).shape(&Api::new())), Ok(17));
    assert_eq!(run(plain(&Api::new(), 0)), Ok(6));
}
