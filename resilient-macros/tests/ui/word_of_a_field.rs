use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(status)]
    Status(u16),
}

fn main() {}
