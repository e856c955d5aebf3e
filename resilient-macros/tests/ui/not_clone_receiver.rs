use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

struct Unique(u32);

fn spend(unique: Unique) -> u32 {
    unique.0
}

impl Unique {
    #[resilient(otherwise = Ok(self.0))]
    async fn ask(self) -> Result<u32, E> {
        Ok(spend(self))
    }
}

fn main() {}
