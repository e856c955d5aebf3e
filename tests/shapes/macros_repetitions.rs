//! `macro_rules!` with repeated arguments, visibility, attributes and generics.

use super::support::*;

macro_rules! apis {
    ($($(#[$meta:meta])* $vis:vis async fn $name:ident $(<$($g:ident),*>)? ($($arg:ident : $ty:ty),* $(,)?) -> $ok:ty $(where $($w:ident: $b:path),+)? $body:block)*) => {
        $($(#[$meta])* #[resilient(retries = 2)] $vis async fn $name $(<$($g),*>)? (api: &Api, $($arg: $ty),*) -> Result<$ok, E> $(where $($w: $b),+)? $body)*
    };
}
apis! {
    /// Documented.
    #[allow(unused)]
    pub(super) async fn none() -> () { Ok(()) }
    async fn two(a: String, b: &Counted) -> usize { Ok(take(a).len() + b.look() as usize) }
    async fn generic<T>(item: T) -> T where T: Clone { Ok(item) }
}
macro_rules! method { ($self:ident, $name:ident, $e:expr, $lt:lifetime, $lit:literal, $id:ident) => {
    impl Client { #[resilient(timeout = $lit, breaker = "macros")] async fn $name<$lt>(&$lt $self, $id: String) -> Result<(u32, String, &$lt str), E> { let n = $self.0.ask().await?; Ok((n * $e, $id, "x")) } }
}; }
struct Client(Api);
method!(self, ask, 1 + 2, 'a, "1s", name);
macro_rules! whole {
    ($f:item) => {
        #[resilient]
        $f
    };
}
whole! { async fn whole(api: &Api, x: Counted) -> Result<u32, E> { drop(x); api.ask().await } }
macro_rules! pieces {
    ($attr:meta, $p:pat_param, $t:ty, $b:expr) => {
        #[$attr]
        async fn pieces(api: &Api, $p: $t) -> Result<u32, E> {
            Ok(api.ask().await? + $b)
        }
    };
}
pieces!(resilient(retries = 2), (_, _), (u32, u32), 5);
#[test]
fn works() {
    assert_eq!(run(none(&Api::new())), Ok(()));
    assert_eq!(run(two(&Api::new(), "a".into(), &Counted::new().0)), Ok(1));
    assert_eq!(run(generic(&Api::new(), 1)), Ok(1));
    assert_eq!(run(Client(Api::new()).ask("n".into())), Ok((9, "n".into(), "x")));
    let (x, clones) = Counted::new();
    assert_eq!(run(whole(&Api::new(), x)), Ok(3));
    assert_eq!(count(&clones), 2);
    assert_eq!(run(pieces(&Api::new(), (1, 2))), Ok(8));
}
