use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

#[resilient]
async fn ask(request: (String, u32)) -> Result<String, E> {
    Ok(request.0)
}

fn main() {}
