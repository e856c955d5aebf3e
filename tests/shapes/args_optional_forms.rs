//! Optional exclusive references in other spellings.

use super::support::*;

#[resilient]
async fn shape<'a>(
    api: &Api,
    a: std::option::Option<&'a mut u32>,
    b: core::option::Option<&mut [u32]>,
    c: Option<&mut dyn Iterator<Item = u32>>,
    mut d: Option<&mut (dyn FnMut() + Send)>,
) -> Result<u32, E> {
    if let Some(a) = a {
        *a += 1;
    }
    if let Some([first, ..]) = b {
        *first += 1;
    }
    let n = c.and_then(|it| it.next()).unwrap_or(0);
    if let Some(d) = &mut d {
        d();
    }
    if let Some(d) = d {
        d();
    }
    Ok(api.ask().await? + n)
}
#[resilient(timeout = "1s", fallback = [a = None])]
async fn replaced<'a>(api: &Api, a: Option<&'a mut u32>) -> Result<bool, E> {
    let some = a.is_some();
    if let Some(a) = a {
        *a += 1;
    }
    api.ask().await.map(|_| some)
}
struct Client(Api);
impl Client {
    #[resilient]
    async fn method(&mut self, seen: Option<&mut Vec<u32>>, n: u32) -> Result<u32, E> {
        let work = async move {
            if let Some(seen) = seen {
                seen.push(n)
            }
        };
        work.await;
        self.0.ask().await
    }
}
#[test]
fn works() {
    let (mut a, mut b, mut c, mut d) = (0, [0], 1..9, 0);
    assert_eq!(
        run(shape(&Api::new(), Some(&mut a), Some(&mut b), Some(&mut c), Some(&mut || d += 1))),
        Ok(6)
    );
    assert_eq!((a, b, d), (3, [3], 6));
    assert!(run(replaced(&Api::new(), Some(&mut a))).is_ok());
    let mut seen = vec![];
    assert_eq!(run(is_send(Client(Api::new()).method(Some(&mut seen), 1))), Ok(3));
    assert_eq!(seen, [1, 1, 1]);
}
