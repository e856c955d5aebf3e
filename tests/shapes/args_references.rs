//! Several references, which every attempt has a copy of: read, moved, put away, lent on, and one of them not at all.

use std::collections::HashMap;
use std::fmt::Debug;

use super::support::*;

#[derive(Debug, PartialEq)]
struct Kept<'a> {
    name: &'a str,
    parts: &'a [u32],
}

async fn spare<'a>(
    _api: &Api,
    name: &'a str,
    parts: &'a [u32],
    _map: &HashMap<String, u32>,
) -> Result<Kept<'a>, E> {
    Ok(Kept { name, parts })
}

#[resilient(retries = 4, breaker = "args_references:{name}", fallback = [spare])]
async fn shape<'a>(
    api: &Api,
    name: &'a str,
    parts: &'a [u32],
    map: &HashMap<String, u32>,
) -> Result<Kept<'a>, E> {
    let longer = move |other: &str| name.len() > other.len();
    assert!(longer("") && map.contains_key(name));
    api.ask().await?;
    // Needed after an await as well.
    Ok(Kept { name: map.get_key_value(name).map_or(name, |_| name), parts })
}

#[resilient(fallback = [name = "b"])]
async fn replaced<T: Debug + ?Sized>(api: &Api, name: &str, what: &T) -> Result<String, E> {
    let failing = name == "a";
    let answer = api.ask().await?;
    if failing { Err(E::Failed) } else { Ok(format!("{name}{what:?}{answer}")) }
}

// Its name stands in the body, as a field.
#[resilient]
#[expect(unused_variables)]
async fn named_only(api: &Api, name: &str, parts: &[u32]) -> Result<u32, E> {
    let kept = Kept { name: "", parts };
    api.ask().await.map(|_| kept.name.len() as u32 + kept.parts[0])
}

struct Owner(Api);

impl Owner {
    #[resilient]
    async fn method<'s>(&'s self, a: &'s str, b: &'s dyn Debug, mut c: &str) -> Result<&'s str, E> {
        c = &c[1..];
        self.0.ask().await?;
        Ok(if format!("{b:?}{c}") == "1c" { a } else { "" })
    }

    #[resilient]
    fn in_a_block(&self, a: &str, b: &str) -> impl Future<Output = Result<usize, E>> + Send {
        async move {
            self.0.ask().await?;
            Ok(a.len() + b.len())
        }
    }
}

macro_rules! made {
    ($name:ident: $ty:ty) => {
        #[resilient]
        async fn made(api: &Api, $name: $ty, other: $ty) -> Result<usize, E> {
            api.ask().await?;
            Ok($name.len() + other.len())
        }
    };
}
made!(name: &str);

async fn raw(api: &Api, a: &str, b: &str, c: &[u32]) -> Result<usize, E> {
    api.ask().await.map(|_| a.len() + b.len() + c.len())
}

#[resilient]
async fn small(api: &Api, a: &str, b: &str, c: &[u32]) -> Result<usize, E> {
    api.ask().await.map(|_| a.len() + b.len() + c.len())
}

#[test]
fn works() {
    let map = HashMap::from([("a".to_owned(), 1)]);
    let kept = Kept { name: "a", parts: &[1, 2] };
    assert_eq!(run(is_send(shape(&Api::new(), "a", &[1, 2], &map))), Ok(kept));
    assert_eq!(run(replaced(&Api::new(), "a", &1)).as_deref(), Ok("b14"));
    assert_eq!(run(named_only(&Api::new(), "a", &[5])), Ok(5));
    let owner = || Owner(Api::new());
    assert_eq!(run(owner().method("a", &1, "bc")), Ok("a"));
    assert_eq!(run(owner().in_a_block("a", "bc")), Ok(3));
    assert_eq!(run(made(&Api::new(), "a", "bc")), Ok(3));
    assert_eq!(run(small(&Api::new(), "a", "bc", &[1])), Ok(4));
    // rustc keeps arguments twice that are needed after an await: 8 bytes and three times 16.
    let api = Api::new();
    let [ours, plain] =
        [size_of_val(&small(&api, "", "", &[])), size_of_val(&raw(&api, "", "", &[]))];
    assert!(ours - plain <= 120 + 56, "{ours} bytes, {plain} without the attribute");
}
