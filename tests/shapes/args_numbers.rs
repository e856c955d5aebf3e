//! Numbers by value, in every place where one could be used up.

use super::support::*;

#[derive(Debug, PartialEq)]
struct Point {
    x: u32,
    y: u32,
}

async fn spare(
    _api: &Api,
    n: u32,
    _mutable: u8,
    _flag: bool,
    _letter: char,
) -> Result<(u32, Point), E> {
    Ok((n, Point { x: 0, y: 0 }))
}

#[resilient(retries = 4, fallback = [flag = false, spare])]
async fn shape(
    api: &Api,
    n: u32,
    mut mutable: u8,
    flag: bool,
    letter: char,
) -> Result<(u32, Point), E> {
    mutable += 1;
    let add = move |other: u32| n + other;
    let spawned =
        tokio::spawn(async move { n + u32::from(letter) }).await.map_err(|_| E::Failed)?;
    let point = Point { x: n, y: u32::from(mutable) };
    let sum: u32 = [n; 2].into_iter().chain(Some(n)).map(add).sum();
    if flag {
        return Err(E::Failed);
    }
    let answer = async { api.ask().await.map(|asked| asked + n) }.await?;
    Ok((answer + sum + spawned, point))
}

#[resilient]
async fn in_a_pattern(api: &Api, (a, b): (u64, String), [c, _]: [i8; 2]) -> Result<String, E> {
    let (mine, own) = (a, b);
    api.ask().await?;
    Ok(format!("{mine}{own}{c}"))
}

#[resilient]
fn in_a_block(api: Api, n: usize) -> impl Future<Output = Result<usize, E>> + Send + 'static {
    async move {
        let kept = Box::new(n);
        api.ask().await?;
        Ok(*kept + n)
    }
}

mod lookalike {
    use super::super::support::*;

    #[allow(non_camel_case_types)]
    type u64 = String;

    #[resilient(clone(x))]
    pub(super) async fn shape(api: &Api, x: u64) -> Result<u64, E> {
        let own = x;
        api.ask().await?;
        Ok(own)
    }
}

#[test]
fn works() {
    assert_eq!(run(lookalike::shape(&Api::new(), "x".into())).as_deref(), Ok("x"));
    let got = run(is_send(shape(&Api::new(), 2, 4, false, 'a'))).unwrap();
    assert_eq!(got, (3 + 2 + 12 + 99, Point { x: 2, y: 5 }));
    let got = run(shape(&Api::new(), 2, 4, true, 'a')).unwrap();
    assert_eq!(got.1, Point { x: 2, y: 5 });
    assert_eq!(run(in_a_pattern(&Api::new(), (1, "b".into()), [3, 4])).as_deref(), Ok("1b3"));
    assert_eq!(run(in_a_block(Api::new(), 7)), Ok(14));
}
