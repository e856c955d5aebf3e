#[derive(Debug, resilient::Classify)]
enum Fault {
    Broken(#[classify(status, hint)] u16),
}

fn main() {
    drop(Fault::Broken(500));
}
