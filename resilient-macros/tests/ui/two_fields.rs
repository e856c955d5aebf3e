use resilient::Classify;

#[derive(Classify)]
#[classify(overloaded)]
struct ApiError(#[classify(hint)] Duration, #[classify(hint)] Duration);

use std::time::Duration;

fn main() {}
