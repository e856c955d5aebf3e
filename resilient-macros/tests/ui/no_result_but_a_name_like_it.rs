use resilient::resilient;

struct SearchResult;

#[resilient]
async fn search(id: u32) -> SearchResult {
    let _ = id;
    SearchResult
}

async fn the_function_survives() -> SearchResult {
    search(7).await
}

fn main() {}
