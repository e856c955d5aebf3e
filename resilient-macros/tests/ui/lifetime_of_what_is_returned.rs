use std::io::Result;

use resilient::resilient;

#[resilient]
async fn of_another<'a>(model: &'a str, prompt: &str) -> Result<&'a str> {
    if model.is_empty() { Ok(prompt) } else { Ok(model) }
}

#[resilient(retries = 0)]
async fn once<'a, 'b>(model: &'a str, prompt: &'b str) -> Result<&'a str> {
    if model.is_empty() { Ok(prompt) } else { Ok(model) }
}

struct Client;

impl Client {
    #[resilient(otherwise = Ok(name))]
    async fn of_the_receiver(&self, name: &str) -> Result<&str> {
        Ok(name)
    }

    #[resilient(retries = 0)]
    async fn of_the_receiver_once(&self, name: &str) -> std::io::Result<&str> {
        Ok(name)
    }
}

fn main() {}
