use std::io::Result;

use resilient::resilient;

struct Stream(Vec<u8>);

impl Stream {
    async fn read(&mut self) -> Result<u8> {
        self.0.pop().ok_or(std::io::ErrorKind::UnexpectedEof.into())
    }
}

#[resilient]
async fn call(mut stream: Stream) -> Result<u8> {
    stream.read().await
}

#[resilient(borrow(stream))]
async fn borrowed(mut stream: Stream) -> Result<u8> {
    stream.read().await
}

fn main() {}
