use resilient::resilient;

struct Reply;

#[resilient(timeout = "1s")]
async fn ask(id: u32) -> Reply {
    let _ = id;
    Reply
}

async fn the_function_survives() -> Reply {
    ask(7).await
}

fn main() {}
