struct Client;

#[resilient::resilient]
impl Client {
    fn ask(&self) {}
}

fn main() {
    Client.ask();
}
