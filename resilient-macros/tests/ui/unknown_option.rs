use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient(retires = 5)]
async fn call() -> Result<(), ApiError> {
    Ok(())
}

async fn the_function_survives() -> Result<(), ApiError> {
    call().await
}

fn main() {}
