use resilient::{Class, Classify, Verdict, resilient};

struct E;

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

#[derive(Clone)]
struct Request(String);

impl Request {
    fn send(self) -> String {
        self.0
    }
}

#[resilient]
async fn ask(request: Request) -> Result<String, E> {
    let sent = request.0.len();
    if sent > 3 { Ok(request.send()) } else { Err(E) }
}

fn main() {}
