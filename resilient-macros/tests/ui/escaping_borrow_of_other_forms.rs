use std::future::Future;
use std::pin::Pin;

struct Buffer(Vec<u8>);

struct View<'a>(&'a mut Buffer);

impl Buffer {
    // A shared argument lives as long, but lends nothing exclusively.
    #[resilient::resilient]
    async fn beside<'a>(&'a mut self, name: &'a str) -> std::io::Result<(&'a mut u8, &'a str)> {
        Ok((&mut self.0[0], name))
    }

    // As `#[async_trait]` leaves a method behind.
    #[resilient::resilient]
    fn view<'life0, 'async_trait>(
        &'life0 mut self,
    ) -> Pin<Box<dyn Future<Output = std::io::Result<View<'_>>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            let __self = self;
            Ok(View(__self))
        })
    }

    #[resilient::resilient]
    fn future<'a>(&'a mut self) -> impl Future<Output = std::io::Result<&'a [u8]>> + 'a {
        async move { Ok(&self.0[..]) }
    }

    // What is elided comes out of the receiver.
    #[resilient::resilient]
    async fn get(&mut self, key: &str) -> std::io::Result<Option<&u8>> {
        Ok(self.0.get(key.len()))
    }

    // What comes back is not out of the exclusive one.
    #[resilient::resilient]
    async fn name<'a>(&mut self, name: &'a str) -> std::io::Result<&'a str> {
        self.0.push(1);
        Ok(name)
    }
}

fn main() {}
