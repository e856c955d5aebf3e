//! A borrow out of `&mut self` can be returned where one attempt is possible.

use super::support::*;

#[derive(Default)]
struct Buffer {
    bytes: Vec<u8>,
}

impl Buffer {
    #[resilient(retries = 0)]
    async fn exclusive(&mut self) -> Result<&mut Vec<u8>, E> {
        self.bytes.push(1);
        Ok(&mut self.bytes)
    }

    #[resilient(retries = 0)]
    async fn shared(&mut self) -> Result<&[u8], E> {
        self.bytes.push(1);
        Ok(&self.bytes)
    }

    #[resilient(retries = 0, timeout = "1s", deadline = "2s")]
    async fn guarded(&mut self) -> Result<&[u8], E> {
        self.bytes.push(1);
        Ok(take(self).bytes.as_slice())
    }
}

#[resilient(retries = 0)]
async fn argument<'a>(bytes: &'a mut Vec<u8>, _other: &str) -> Result<&'a mut u8, E> {
    Ok(&mut bytes[0])
}

#[test]
fn works() {
    assert_eq!(run(Buffer::default().exclusive()), Ok(&mut vec![1]));
    assert_eq!(run(Buffer::default().shared()), Ok(&[1][..]));
    assert_eq!(run(Buffer::default().guarded()), Ok(&[1][..]));
    assert_eq!(run(argument(&mut vec![1], "")), Ok(&mut 1));
}
