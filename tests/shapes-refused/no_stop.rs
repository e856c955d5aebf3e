use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

#[resilient(timeout = "1s")]
async fn ask() -> Result<u32, E> {
    Ok(1)
}

fn main() {}
