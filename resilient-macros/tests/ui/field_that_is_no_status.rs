use resilient::Classify;

#[derive(Classify)]
struct ApiError(#[classify(status)] String);

fn main() {}
