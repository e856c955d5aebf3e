use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(server, auth)]
    Busy,
}

fn main() {}
