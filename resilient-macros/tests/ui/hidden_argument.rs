use std::io;

async fn other((a, b): (u32, u32)) -> io::Result<u32> {
    Ok(a + b)
}

#[resilient::resilient(fallback = [other])]
async fn ask((a, b): (u32, u32)) -> io::Result<u32> {
    Ok(a * b)
}

fn main() {
    drop(ask((1, 2)));
}
