use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

#[resilient(borrow(nam), clone(name), borrow(name))]
async fn ask(name: String) -> Result<String, E> {
    Ok(name)
}

#[resilient(borrow(nam), clone(other))]
async fn tell(name: String, other: String) -> Result<String, E> {
    Ok(name + &other)
}

fn main() {}
