use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(server)]
    Broken,
    #[classify(RateLimited)]
    Busy,
    Refused(u16),
}

fn main() {}
