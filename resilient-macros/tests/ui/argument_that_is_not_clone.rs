use resilient::resilient;

struct ApiError;

impl resilient::Classify for ApiError {
    fn classify(&self) -> resilient::Verdict {
        resilient::Class::Server.into()
    }
}

struct Connection;

#[resilient]
async fn call(connection: Connection) -> Result<(), ApiError> {
    use_up(connection);
    Ok(())
}

fn use_up(_: Connection) {}

fn main() {}
