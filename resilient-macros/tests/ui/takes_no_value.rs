use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(server = 5)]
    Busy,
}

fn main() {}
