use std::io::Result;

use resilient::resilient;

#[resilient]
async fn text(prompt: String) -> Result<usize> {
    prompt.push_str(" please");
    Ok(prompt.len())
}

#[resilient]
async fn token(token: Option<String>) -> Result<bool> {
    Ok(token.take().is_some())
}

#[resilient(fallback = [other(&count)])]
async fn assigned(count: Wrapped) -> Result<u32> {
    count.0 += 1;
    Ok(count.0)
}

#[resilient]
async fn called(next: impl FnMut() -> u32) -> Result<u32> {
    Ok(next())
}

#[resilient]
async fn lent((first, _): (Wrapped, u32)) -> Result<u32> {
    change(&mut first);
    Ok(first.0)
}

#[resilient(fallback = [name = "b"])]
async fn replaced(name: String) -> Result<usize> {
    name.push('a');
    Ok(name.len())
}

#[resilient(fallback = [count = 10, model = "b"])]
async fn replaced_and_copied(count: u32, model: &str) -> Result<usize> {
    count += 1;
    model = "c";
    Ok(model.len() * count as usize)
}

struct Wrapped(u32);

impl Wrapped {
    #[resilient]
    async fn method(self) -> Result<u32> {
        self.0 += 1;
        Ok(self.0)
    }

    #[resilient(retries = 0)]
    async fn once(self: Box<Self>) -> Result<Box<Self>> {
        self.0 += 1;
        Ok(self)
    }
}

#[resilient]
async fn written(text: String) -> Result<usize> {
    use std::fmt::Write;
    write!(text, "{}", 1).ok();
    Ok(text.len())
}

#[resilient]
async fn bound(wrapped: Wrapped) -> Result<u32> {
    let Wrapped(ref mut n) = wrapped;
    *n += 1;
    Ok(*n)
}

struct Buffer {
    bytes: Vec<u8>,
}

#[resilient]
async fn in_a_field(buffer: Buffer) -> Result<usize> {
    buffer.bytes.push(1);
    Ok(buffer.bytes.len())
}

fn change(wrapped: &mut Wrapped) {
    wrapped.0 += 1;
}

async fn other(_: &Wrapped) -> Result<u32> {
    Ok(1)
}

fn main() {}
