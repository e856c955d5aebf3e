use std::io::Result;

use resilient::resilient;

struct Request {
    model: String,
}

struct Client {
    region: String,
}

#[resilient(fallback = [request.model = "b"])]
async fn ask(request: &Request) -> Result<usize> {
    Ok(request.model.len())
}

impl Client {
    #[resilient(fallback = [self.region in ["eu", "us"]])]
    async fn ask(&self) -> Result<usize> {
        Ok(self.region.len())
    }
}

fn main() {}
