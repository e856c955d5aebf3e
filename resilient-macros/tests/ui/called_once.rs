use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

#[resilient]
async fn ask(make: Box<dyn FnOnce() -> String>) -> Result<String, E> {
    Ok(make())
}

fn main() {}
