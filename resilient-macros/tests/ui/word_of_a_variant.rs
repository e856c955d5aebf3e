use resilient::Classify;

#[derive(Classify)]
enum ApiError {
    Busy(#[classify(server)] u16),
}

fn main() {}
