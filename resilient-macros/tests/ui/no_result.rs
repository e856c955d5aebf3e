use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

#[resilient]
async fn call() -> u32 {
    7
}

fn main() {}
