use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify("sever")]
    Busy,
}

fn main() {}
