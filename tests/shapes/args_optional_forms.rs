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
fn write(to: Option<&mut dyn std::io::Write>, text: &str) {
    if let Some(to) = to {
        to.write_all(text.as_bytes()).ok();
    }
}
#[resilient]
async fn object(api: &Api, to: Option<&mut dyn std::io::Write>) -> Result<u32, E> {
    write(to, "a");
    api.ask().await
}
#[resilient(retries = 1, fallback = [written(to), other(to)])]
async fn object_of_links<'a>(
    api: &Api,
    mut to: Option<&'a mut (dyn std::io::Write + 'a)>,
) -> Result<u32, E> {
    write(to, "b");
    Err(E::Failed)
}
async fn written(to: Option<&mut dyn std::io::Write>) -> Result<u32, E> {
    write(to, "c");
    Err(E::Failed)
}
async fn other<'a>(to: Option<&'a mut (dyn std::io::Write + 'a)>) -> Result<u32, E> {
    write(to, "d");
    Ok(1)
}
#[resilient(retries = 0)]
async fn object_once<'a>(
    to: Option<&'a mut dyn std::io::Write>,
) -> Result<Option<&'a mut dyn std::io::Write>, E> {
    Ok(to)
}
#[resilient(fallback = [also])]
async fn object_passed(to: Option<&mut dyn FnMut(&u8)>, n: u8) -> Result<u32, E> {
    also(to, n).await.and(Err(E::Failed))
}
async fn also(to: Option<&mut dyn FnMut(&u8)>, n: u8) -> Result<u32, E> {
    if let Some(to) = to {
        to(&n);
    }
    Ok(1)
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
    let mut text = Vec::new();
    assert_eq!(run(object(&Api::new(), Some(&mut text))), Ok(3));
    assert_eq!(run(object_of_links(&Api::new(), Some(&mut text))), Ok(1));
    assert!(run(object_once(Some(&mut text))).is_ok_and(|it| it.is_some()));
    assert_eq!(text, b"aaabbcd");
    let mut sum = 0;
    assert_eq!(run(object_passed(Some(&mut |n| sum += n), 2)), Ok(1));
    assert_eq!(sum, 8);
    let mut seen = vec![];
    assert_eq!(run(is_send(Client(Api::new()).method(Some(&mut seen), 1))), Ok(3));
    assert_eq!(seen, [1, 1, 1]);
}
