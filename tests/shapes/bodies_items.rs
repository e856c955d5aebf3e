//! Items inside the body.

use super::support::*;

#[resilient]
async fn shape(api: &Api, n: u32) -> Result<u32, E> {
    use std::collections::BTreeMap;
    const BASE: u32 = 10;
    static OTHER: u32 = 20;
    struct Pair(u32, u32);
    enum Kind {
        One,
    }
    impl Pair {
        fn sum(self) -> u32 {
            self.0 + self.1
        }
    }
    fn helper(n: u32) -> u32 {
        n + BASE
    }
    mod inner {
        pub(super) fn one() -> u32 {
            1
        }
    }
    macro_rules! two {
        () => {
            2
        };
    }
    let _ = (BTreeMap::<u8, u8>::new(), Kind::One);
    api.ask().await?;
    Ok(Pair(helper(n), OTHER).sum() + inner::one() + two!())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1)), Ok(34));
}
