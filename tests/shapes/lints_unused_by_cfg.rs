//! An argument that the body borrows only where a `cfg` lets it is unused where none does, and rustc says so.

#![deny(warnings)]

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[expect(unused_variables)] text: String,
    #[expect(unused_variables)] buffer: &mut String,
    #[expect(unused_variables)] choice: String,
    cell: std::cell::Cell<u32>,
    always: String,
) -> Result<String, E> {
    #[cfg(not(test))]
    {
        buffer.push('a');
        println!("{text}");
    }
    match api.ask().await? {
        #[cfg(not(test))]
        1 => println!("{}", choice.len()),
        _ => {}
    }
    #[cfg(test)]
    cell.set(cell.get() + 1);
    #[cfg(not(test))]
    println!("{always}");
    Ok(format!("{}{}", always.len(), cell.get()))
}

#[resilient(retries = 0)]
async fn once(
    #[expect(unused_variables)] text: String,
    #[expect(unused_variables)] buffer: &mut String,
) -> Result<(), E> {
    #[cfg(not(test))]
    println!("{text} {buffer}");
    Ok(())
}

/// What a `cfg` leaves out hides nothing.
#[resilient]
async fn hidden(api: &Api, cell: std::cell::Cell<u32>, text: String) -> Result<String, E> {
    #[cfg(not(test))]
    let cell = std::cell::Cell::new(cell.get());
    #[cfg(not(test))]
    let text = text.trim().to_owned();
    api.ask().await?;
    cell.set(1);
    Ok(take(text))
}

/// A condition within another one, and one that rustc does not know.
#[resilient]
async fn conditions(api: &Api, text: String) -> Result<(), E> {
    #[cfg(any(test, unix))]
    {
        #[cfg(test)]
        print!("{}", text.len());
    }
    #[allow(unexpected_cfgs)]
    {
        #[cfg(never)]
        print!("{text}");
    }
    api.ask().await?;
    Ok(())
}

/// Behind an argument that is used up, it moves too.
#[resilient]
async fn behind(
    api: &Api,
    first: String,
    #[expect(unused_variables)] second: String,
) -> Result<String, E> {
    #[cfg(not(test))]
    println!("{second}");
    api.ask().await?;
    Ok(take(first))
}

/// A name that a format is given is none of the arguments.
#[resilient]
async fn named(api: &Api, #[expect(unused_variables)] text: String) -> Result<String, E> {
    Ok(format!("{text}", text = api.ask().await?))
}

#[async_trait::async_trait]
trait Shape {
    #[resilient]
    async fn shape(&self, api: &Api, text: String) -> Result<(), E> {
        #[cfg(test)]
        print!("{}", text.len());
        api.ask().await?;
        Ok(())
    }
}

impl Shape for () {}

#[test]
fn works() {
    let text = || "a".to_string();
    let (api, mut buffer) = (Api::new(), text());
    let call = shape(&api, text(), &mut buffer, text(), 1.into(), text());
    // It is lent exclusively where it is used, so `Send` is all that is asked of it.
    assert_eq!(run(is_send(call)), Ok("12".into()));
    assert_eq!(run(is_send(once(text(), &mut buffer))), Ok(()));
    assert_eq!(run(is_send(hidden(&Api::new(), 1.into(), text()))), Ok("a".into()));
    assert_eq!(run(is_send(conditions(&Api::new(), text()))), Ok(()));
    assert_eq!(run(is_send(behind(&Api::new(), text(), text()))), Ok("a".into()));
    assert_eq!(run(is_send(named(&Api::new(), text()))), Ok("3".into()));
    assert_eq!(run(is_send(().shape(&Api::new(), text()))), Ok(()));
}
