use resilient::Class;

#[derive(Debug, resilient::Classify)]
enum Fault {
    #[classify(with = by_name)]
    Broken(u32),
}

fn by_name(name: &str) -> Class {
    if name.is_empty() { Class::Server } else { Class::Invalid }
}

fn main() {
    drop(Fault::Broken(500));
}
