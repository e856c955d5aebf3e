mod api {
    pub type Result = String;
}

#[resilient::resilient(timeout = "1s")]
async fn ask(model: &str) -> api::Result {
    model.to_owned()
}

fn main() {
    drop(ask("small"));
}
