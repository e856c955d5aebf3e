use std::io;

#[resilient::resilient]
async fn ask() {}

fn main() {
    drop(ask());
}
