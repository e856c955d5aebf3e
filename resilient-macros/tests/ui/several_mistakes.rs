use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient(retries = 500, timeout = 3, retries = 2, fallback = other)]
async fn call() -> Result<(), ApiError> {
    Ok(())
}

fn main() {}
