use std::io;

struct Request {
    model: String,
}

#[resilient::resilient(fallback = [(request.model = "large", request = Request::new())])]
async fn ask(request: Request) -> io::Result<String> {
    Ok(request.model)
}

impl Request {
    fn new() -> Self {
        Self { model: String::new() }
    }
}

fn main() {
    drop(ask(Request::new()));
}
