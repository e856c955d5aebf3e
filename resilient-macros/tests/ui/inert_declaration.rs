resilient::breaker! {
    pub static CHAT = "chat" { failure_rate = 50, last = 10, min_calls = 20 }
}

fn main() {
    CHAT.reset();
}
