use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

const MANY: u32 = 250;

#[resilient(retries = MANY)]
async fn call() -> Result<(), ApiError> {
    Ok(())
}

fn main() {}
