use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

struct Buffer(Vec<u8>);

impl Buffer {
    #[resilient]
    async fn fill(&mut self) -> Result<&[u8], E> {
        self.0.push(1);
        Ok(&self.0)
    }
}

fn main() {}
