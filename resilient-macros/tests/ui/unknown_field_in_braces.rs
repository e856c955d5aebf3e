use std::io;

struct Request {
    model: String,
}

#[resilient::resilient(breaker = "chat:{request.modle}")]
async fn ask(request: &Request) -> io::Result<String> {
    Ok(request.model.clone())
}

fn main() {
    drop(ask(&Request { model: String::new() }));
}
