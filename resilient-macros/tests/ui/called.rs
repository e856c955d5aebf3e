use std::io;

fn meaning(_: &io::Error) -> resilient::Class {
    resilient::Class::Server
}

#[resilient::resilient(classify = meaning())]
async fn ask(model: &str) -> io::Result<String> {
    Ok(model.to_owned())
}

fn main() {
    drop(ask("small"));
}
