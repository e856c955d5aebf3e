//! A name in upper case is an argument where it can't be anything else.

#![allow(non_snake_case)]

use super::support::*;

#[resilient]
async fn of_a_parameter<T: Clone>(api: &Api, T: T) -> Result<T, E> {
    api.ask().await?;
    Ok(T)
}

macro_rules! tuple {
    ($name:ident, $($part:ident),*) => {
        #[resilient]
        async fn $name<$($part: Clone),*>(api: &Api, $($part: $part),*) -> Result<($($part,)*), E> {
            api.ask().await?;
            Ok(($($part,)*))
        }
    };
}
tuple!(two, A, B);

#[derive(Clone)]
struct Item {
    Id: String,
    Name: String,
}

#[resilient]
async fn fields(api: &Api, Item { Id, Name }: Item) -> Result<String, E> {
    api.ask().await?;
    Ok(Id + &Name)
}

#[resilient]
async fn fields_in_the_body(api: &Api, item: Item) -> Result<String, E> {
    api.ask().await?;
    let Item { Id, Name } = item;
    Ok(Id + &Name)
}

#[resilient]
async fn bound_in_the_body(api: &Api, m: String, pair: (String, u8)) -> Result<String, E> {
    let M = m;
    let (N, _) = pair;
    api.ask().await?;
    Ok(M + &N)
}

#[resilient]
async fn changed(api: &Api, mut Item: Item) -> Result<String, E> {
    Item.Id.push('c');
    api.ask().await?;
    Ok(Item.Id)
}

#[derive(Clone, Copy)]
struct Marker;

/// What is matched is no argument.
#[resilient]
async fn marked(api: &Api, (Marker, n): (Marker, u32)) -> Result<(u32, Marker), E> {
    api.ask().await?;
    Ok((n, Marker))
}

/// What a name in both cases matches is left where it is.
#[resilient]
async fn matched(api: &Api, token: Token) -> Result<u32, E> {
    let Token = token;
    let Token = token;
    api.ask().await
}

struct Token;

struct Pair(String, u8);

impl Clone for Pair {
    fn clone(&self) -> Self {
        unreachable!("its parts are")
    }
}

#[resilient]
async fn parts(api: &Api, Pair(A, _): Pair) -> Result<String, E> {
    api.ask().await?;
    Ok(A)
}

#[test]
fn works() {
    let item = || Item { Id: "a".into(), Name: "b".into() };
    let (counted, clones) = Counted::new();
    run(of_a_parameter(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
    assert_eq!(run(two(&Api::new(), 1, "b".to_string())), Ok((1, "b".into())));
    assert_eq!(run(is_send(fields(&Api::new(), item()))), Ok("ab".into()));
    assert_eq!(run(is_send(fields_in_the_body(&Api::new(), item()))), Ok("ab".into()));
    let pair = ("b".to_string(), 1);
    assert_eq!(run(is_send(bound_in_the_body(&Api::new(), "a".into(), pair))), Ok("ab".into()));
    assert_eq!(run(is_send(changed(&Api::new(), item()))), Ok("ac".into()));
    assert_eq!(run(is_send(matched(&Api::new(), Token))), Ok(3));
    assert_eq!(run(is_send(parts(&Api::new(), Pair("a".into(), 1)))), Ok("a".into()));
    assert_eq!(run(marked(&Api::new(), (Marker, 2))).map(|it| it.0), Ok(2));
}
