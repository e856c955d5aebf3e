use std::io;

#[resilient::resilient]
async fn ask() -> u32 {
    7
}

fn main() {
    drop(ask());
}
