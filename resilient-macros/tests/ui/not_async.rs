use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient]
fn call() -> Result<(), ApiError> {
    Ok(())
}

fn main() {}
