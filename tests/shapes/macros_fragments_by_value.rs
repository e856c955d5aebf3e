//! Arguments named by a macro's caller, used up inside of fragments.

use super::support::*;

macro_rules! call {
    ($name:ident($arg:ident) $value:expr, $stmt:stmt, $then:tt) => {
        #[resilient]
        #[allow(redundant_semicolons)]
        async fn $name(api: &Api, $arg: Counted) -> Result<u32, E> {
            $stmt;
            api.ask().await?;
            let n = $value;
            $then;
            Ok(n)
        }
    };
}
call!(used(x) take(x).look(), let y = 1, {});
call!(lent(x) x.look(), let y = &x, {});
call!(moved(x) 1, let y = 1, { drop(x) });
#[test]
fn works() {
    for (f, expected) in [(0, 2), (1, 0), (2, 2)] {
        let (x, clones) = Counted::new();
        run(async {
            match f {
                0 => used(&Api::new(), x).await,
                1 => lent(&Api::new(), x).await,
                _ => moved(&Api::new(), x).await,
            }
        })
        .unwrap();
        assert_eq!(count(&clones), expected);
    }
}
