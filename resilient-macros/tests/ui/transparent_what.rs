use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(transparent)]
    Busy,
}

fn main() {}
