use std::io::Result;

#[resilient::resilient]
async fn ask(model: &str) -> Result<u32> {}

#[resilient::resilient(retries = 0)]
async fn ask_once() -> Result<u32> {}

fn main() {
    drop((ask("a"), ask_once()));
}
