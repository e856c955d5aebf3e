use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient(fallback = [tokens = "many"])]
async fn call(tokens: u32) -> Result<u32, ApiError> {
    Ok(tokens)
}

fn main() {}
