struct Result<T>(T);

#[resilient::resilient]
async fn ask(model: String) -> Result<String> {
    Result(model)
}

fn main() {
    drop(ask(String::new()));
}
