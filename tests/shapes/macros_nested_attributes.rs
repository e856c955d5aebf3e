//! The attribute inside of a macro's output, twice nested, with a callback macro.

use super::support::*;

macro_rules! named {
    ($name:ident, $api:ident, $x:ident) => {
        #[resilient]
        async fn $name($api: &Api, $x: Counted) -> Result<u32, E> {
            drop($x);
            $api.ask().await
        }
    };
}
macro_rules! outer { ($($t:tt)*) => { named! { $($t)* } }; }
outer! { one, api, x }
macro_rules! define { ($(($name:ident, $opt:expr, $ty:ty)),*) => { mod defined { use super::*; $(#[resilient(retries = $opt)] pub(super) async fn $name(api: &Api, it: $ty) -> Result<$ty, E> { api.ask().await?; Ok(it) })* } }; }
define!((two, 2, u8), (three, 3, Option<Vec<u8>>));
macro_rules! make_impl { ($t:ident { $($f:ident),* }) => { impl $t { $(#[resilient] async fn $f(&self, $f: Counted) -> Result<u32, E> { drop($f); self.0.ask().await })* } }; }
struct Client(Api);
make_impl!(Client { alpha, beta });
#[test]
fn works() {
    let ((x, xc), (y, yc)) = (Counted::new(), Counted::new());
    let _ = xc;
    let _ = yc;
    assert_eq!(run(defined::two(&Api::new(), 1)), Ok(1));
    assert_eq!(run(defined::three(&Api::new(), None)), Ok(None));
    assert_eq!(run(Client(Api::new()).alpha(x)), Ok(3));
    assert_eq!(run(Client(Api::new()).beta(y)), Ok(3));
}
