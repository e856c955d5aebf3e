use std::io;

struct Request {
    name: Option<String>,
}

struct Stream {
    out: Vec<u8>,
}

impl Stream {
    #[resilient::resilient]
    async fn encode(&mut self, request: Request) -> io::Result<()> {
        if let Some(name) = request.name {
            self.out.extend(name.as_bytes());
        }
        Ok(())
    }
}

fn main() {
    drop(Stream { out: Vec::new() }.encode(Request { name: None }));
}
