use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(server)]
    Busy(#[classify(hint)] u64),
}

fn main() {}
