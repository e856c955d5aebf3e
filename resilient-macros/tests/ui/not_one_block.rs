use std::future::Future;

use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

async fn ask(name: String) -> Result<(), ApiError> {
    drop(name);
    Ok(())
}

#[resilient]
fn call(name: &str) -> impl Future<Output = Result<(), ApiError>> {
    ask(name.to_owned())
}

fn main() {}
