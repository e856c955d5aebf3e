use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

struct Unique(u32);

#[resilient]
async fn ask(n: u32, unique: Unique) -> Result<u32, E> {
    let Unique(m) = unique;
    Ok(n + m)
}

fn main() {}
