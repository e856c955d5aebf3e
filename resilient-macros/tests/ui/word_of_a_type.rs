#[derive(Debug, resilient::Classify)]
enum Fault {
    #[classify(crate = resilient, server)]
    Broken,
}

fn main() {
    drop(Fault::Broken);
}
