use resilient::Classify;

#[derive(Classify)]
#[classify(server)]
enum ApiError {
    #[classify(server)]
    Busy,
}

fn main() {}
