resilient::breaker! {
    pub static CHAT = "chat:{model}";
}

fn main() {
    CHAT.force_open();
}
