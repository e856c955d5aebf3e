use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

async fn named(name: String) -> Result<String, E> {
    Ok(name)
}

#[resilient(fallback = [named(request.0)])]
async fn ask(request: (String, u32)) -> Result<String, E> {
    Err(E)
}

fn main() {}
