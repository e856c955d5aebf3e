//! Arguments of every kind replaced by links: lent, used up, `mut`, optional, a pattern's, nested fields.

use super::support::*;

#[derive(Clone)]
struct Req {
    model: String,
    deep: Deep,
}
#[derive(Clone)]
struct Deep {
    n: (u32, u32),
}
#[resilient(retries = 0, fallback = [(name = "b", n = 2), (req.model = "x", req.deep.n.1 = 7), (opt = Some(1), list = vec![1, 2])])]
async fn shape(
    api: &Api,
    name: String,
    mut n: u32,
    req: Req,
    opt: Option<u32>,
    list: Vec<u32>,
) -> Result<String, E> {
    n += 1;
    let list = take(list);
    api.ask().await?;
    Ok(format!("{name}{n}{}{}{:?}{}", req.model, req.deep.n.1, opt, list.len()))
}
#[resilient(retries = 0, fallback = [a = 5, b in [6, 7]])]
async fn pattern(api: &Api, (a, b): (u32, u32)) -> Result<u32, E> {
    Ok(api.ask().await? + a * 10 + b)
}
#[resilient(retries = 0, fallback = [text = "b", text = &spare[..]])]
async fn borrowed(api: &Api, text: &str, spare: String) -> Result<usize, E> {
    api.ask().await?;
    Ok(text.len())
}
#[resilient(retries = 0, fallback = [req.deep.n.0 = 4, req.deep.n.0 = 5])]
async fn lent(api: &Api, req: &mut Req) -> Result<u32, E> {
    Ok(api.ask().await? + req.deep.n.0)
}
#[test]
fn works() {
    let req = || Req { model: "m".into(), deep: Deep { n: (0, 0) } };
    assert_eq!(run(shape(&Api::new(), "a".into(), 0, req(), None, vec![])), Ok("a1x7None0".into()));
    assert_eq!(run(pattern(&Api::new(), (1, 2))), Ok(3 + 10 + 6));
    assert_eq!(run(borrowed(&Api::new(), "a", "abc".into())), Ok(3));
    let mut r = req();
    assert_eq!(run(lent(&Api::new(), &mut r)), Ok(8));
    assert_eq!(r.deep.n.0, 0);
}
