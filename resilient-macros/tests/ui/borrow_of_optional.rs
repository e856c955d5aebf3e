use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient]
async fn call(buffer: Option<&mut Vec<u8>>) -> Result<&mut u8, ApiError> {
    buffer.and_then(|it| it.first_mut()).ok_or(ApiError)
}

fn main() {}
