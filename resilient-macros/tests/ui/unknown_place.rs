use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient(fallback = [modle = "b"])]
async fn call(model: &str) -> Result<(), ApiError> {
    drop(model);
    Ok(())
}

fn main() {}
