use std::io::Result;

use resilient::{Class, resilient};

#[resilient(timeout = "1s", stop = |stop| std::io::Error::other(format!("{model}: {stop}")))]
async fn in_a_text(model: &str) -> Result<usize> {
    Ok(model.len())
}

struct Client(Class);

impl Client {
    #[resilient(classify = |error| if error.raw_os_error() == Some(1) { self.0 } else { Class::Server })]
    async fn method(&self) -> Result<u32> {
        Ok(1)
    }

    #[resilient(classify = |model| if model.raw_os_error() == Some(1) { Class::Auth } else { Class::Server })]
    async fn shadowed(&self, model: &str) -> Result<usize> {
        Ok(model.len())
    }
}

fn main() {}
