use resilient::Classify;

#[derive(Classify)]
union ApiError {
    code: u32,
}

fn main() {}
