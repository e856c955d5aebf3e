use resilient::resilient;

struct ApiError;

#[resilient]
async fn call() -> Result<(), ApiError> {
    Ok(())
}

fn main() {}
