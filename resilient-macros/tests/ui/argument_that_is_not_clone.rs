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

#[resilient::resilient]
async fn generic<T>(value: T) -> std::io::Result<T> {
    Ok(value)
}

#[resilient::resilient(fallback = [generic(value)])]
async fn generic_beside_a_link<T>(value: T) -> std::io::Result<T> {
    Ok(value)
}

fn main() {}
