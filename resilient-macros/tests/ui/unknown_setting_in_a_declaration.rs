resilient::breaker! {
    pub static CHAT = "chat" { consecutive = 3, opn = "30s" }
}

fn main() {
    CHAT.reset();
}
