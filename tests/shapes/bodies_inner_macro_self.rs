//! `self` used up inside of macros of std, tokio and the user's.

use super::support::*;

#[derive(Clone, Debug)]
struct C(std::sync::Arc<Api>, Counted);
macro_rules! own { ($($e:expr),*) => { ($($e),*) }; }
impl C {
    #[resilient]
    async fn shape(self) -> Result<u32, E> {
        let text = format!("{:?}{}", self.1.look(), if self.1.look() > 5 { "a" } else { "b" });
        let (n, _) = tokio::join!(self.0.ask(), async { self.1.look() });
        let n = n?;
        let (it, m) = own!(self, n);
        let list = vec![it.1];
        Ok(m + list.len() as u32 + text.len() as u32)
    }
}
#[test]
fn works() {
    let (c, clones) = Counted::new();
    assert_eq!(run(C(Default::default(), c).shape()), Ok(3 + 1 + 2));
    assert_eq!(count(&clones), 2);
}
