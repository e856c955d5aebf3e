use std::io;

struct Client {
    backup: Option<Box<Client>>,
}

impl Client {
    #[resilient::resilient(fallback = [self = self.backup.as_ref().unwrap()])]
    async fn ask(&self) -> io::Result<bool> {
        Ok(self.backup.is_some())
    }
}

fn main() {
    drop(Client { backup: None }.ask());
}
