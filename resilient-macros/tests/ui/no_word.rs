use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify]
    Busy,
}

fn main() {}
