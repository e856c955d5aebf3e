use resilient::resilient;

struct E;

#[resilient]
async fn ask() -> Result<u32, E> {
    Ok(1)
}

fn main() {}
