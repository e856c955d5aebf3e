use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

async fn words() -> Result<String, E> {
    Ok(String::new())
}

#[resilient(fallback = [words()])]
async fn numbers(count: u32) -> Result<impl Iterator<Item = u32>, E> {
    Ok(vec![count].into_iter())
}

fn main() {}
