//! Of two arguments of one name, or two fields that are taken by it, `cfg` leaves one.

#![deny(warnings)]

use super::support::*;

#[resilient]
async fn arguments(
    api: &Api,
    #[cfg(not(test))] name: u32,
    #[cfg(test)] name: String,
    #[cfg(not(test))] (a, b): (u8, u8),
    #[cfg(test)] (a, mut b): (String, Vec<u8>),
) -> Result<String, E> {
    b.push(1);
    api.ask().await?;
    Ok(format!("{}{a}{}", name.len(), b.len()))
}

#[resilient(retries = 0)]
async fn once(
    #[cfg(not(test))] name: u32,
    #[cfg(test)] name: String,
    #[cfg(not(test))] other: u32,
    #[cfg(test)] other: String,
) -> Result<String, E> {
    Ok(name + &other[..])
}

#[derive(Clone)]
struct Client {
    name: String,
    #[cfg(not(test))]
    plain: u32,
    #[cfg(test)]
    secure: Vec<u8>,
}

#[resilient]
async fn fields(
    api: &Api,
    Client {
        name,
        #[cfg(not(test))]
            plain: connection,
        #[cfg(test)]
            secure: connection,
    }: Client,
) -> Result<(String, Vec<u8>), E> {
    api.ask().await?;
    Ok((name, connection))
}

struct Answer {
    id: u32,
    #[cfg(not(test))]
    gone: Result<String, String>,
    #[cfg(test)]
    kept: Result<String, String>,
}

/// Either side of a pattern binds it, where it is there.
#[resilient]
async fn sides(
    api: &Api,
    Answer {
        id,
        #[cfg(not(test))]
            gone: Ok(text) | Err(text),
        #[cfg(test)]
        #[allow(unused_mut)]
            kept: Ok(mut other) | Err(mut other),
    }: Answer,
) -> Result<String, E> {
    #[cfg(not(test))]
    drop(text);
    api.ask().await?;
    Ok(other + &id.to_string())
}

/// Of these, none is left.
#[resilient]
async fn none(
    api: &Api,
    Old {
        name,
        #[cfg(not(test))]
            first: connection,
        #[cfg(all(test, not(test)))]
            second: connection,
    }: Old,
) -> Result<String, E> {
    #[cfg(not(test))]
    drop(connection);
    api.ask().await?;
    Ok(name)
}

struct Old {
    name: String,
    #[cfg(not(test))]
    first: String,
    #[cfg(all(test, not(test)))]
    second: String,
}

#[resilient(retries = 0, fallback = [connection = vec![2]])]
async fn replaced(
    Client {
        name,
        #[cfg(not(test))]
            plain: connection,
        #[cfg(test)]
            secure: connection,
    }: Client,
) -> Result<(String, Vec<u8>), E> {
    if connection == [1] { Err(E::Failed) } else { Ok((name, connection)) }
}

#[async_trait::async_trait]
trait Shape {
    #[resilient]
    async fn shape(
        &self,
        api: &Api,
        #[cfg(not(test))] name: &str,
        #[cfg(test)] mut name: String,
        #[cfg(not(test))] (a, b): (u8, u8),
        #[cfg(test)] (a, mut b): (String, Vec<u8>),
    ) -> Result<String, E> {
        name.push('c');
        b.push(1);
        api.ask().await?;
        Ok(format!("{name}{a}{}", b.len()))
    }

    #[resilient(retries = 0)]
    async fn once(
        &self,
        #[cfg(not(test))] name: &str,
        #[cfg(test)] name: String,
    ) -> Result<String, E> {
        Ok(name + "d")
    }
}

impl Shape for () {}

#[test]
fn works() {
    let (name, client) = (|| "ab".to_string(), || Client { name: "c".into(), secure: vec![1] });
    let api = Api::new();
    let call = arguments(&api, name(), (name(), Vec::new()));
    assert_eq!(run(is_send(call)), Ok("2ab1".into()));
    assert_eq!(run(is_send(once(name(), name()))), Ok("abab".into()));
    assert_eq!(run(is_send(fields(&Api::new(), client()))), Ok(("c".into(), vec![1])));
    let call = ().shape(&api, name(), (name(), Vec::new()));
    assert_eq!(run(is_send(call)), Ok("abcab1".into()));
    assert_eq!(run(is_send(().once(name()))), Ok("abd".into()));
    let answer = Answer { id: 1, kept: Err("a".into()) };
    assert_eq!(run(is_send(sides(&Api::new(), answer))), Ok("a1".into()));
    assert_eq!(run(is_send(none(&Api::new(), Old { name: name() }))), Ok("ab".into()));
    assert_eq!(run(is_send(replaced(client()))), Ok(("c".into(), vec![2])));
}
