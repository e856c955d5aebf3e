use resilient::resilient;

struct Client;

impl Client {
    #[resilient(fallback = [Self::call])]
    async fn call(id: u32) -> std::io::Result<u32> {
        Ok(id)
    }
}

async fn the_function_survives() -> std::io::Result<u32> {
    Client::call(7).await
}

fn main() {}
