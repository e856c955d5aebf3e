//! Macros of std and others over arguments: shown, or used up.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    a: Counted,
    b: Counted,
    c: String,
    d: Vec<u32>,
    e: Option<u32>,
) -> Result<usize, E> {
    debug_assert_eq!(a, a);
    assert!(matches!(e, Some(1..=9)), "{e:?} {0}", c);
    let text = format!("{c}/{d:?}/{}/{c:?}", a.look());
    let all = vec![b];
    let json = serde_json::json!({ "c": c, "d": [d, { "e": e }], c.as_str(): null });
    tracing::info!(?e, %c, n = d.len(), d = ?d, "{c}");
    eprintln!("{c}");
    let wrote = {
        use std::fmt::Write as _;
        let mut out = String::new();
        write!(out, "{c}").ok();
        out
    };
    dbg!(&c);
    let cat = concat!("x", 1);
    api.ask().await?;
    Ok(text.len() + all.len() + json.as_object().map_or(0, |it| it.len()) + wrote.len() + cat.len())
}
#[test]
fn works() {
    let ((a, a_clones), (b, b_clones)) = (Counted::new(), Counted::new());
    assert!(run(shape(&Api::new(), a, b, "c".into(), vec![1], Some(1))).is_ok());
    assert_eq!((count(&a_clones), count(&b_clones)), (0, 2));
}
