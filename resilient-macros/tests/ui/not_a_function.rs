#[resilient::resilient]
struct Client;

fn main() {
    drop(Client);
}
