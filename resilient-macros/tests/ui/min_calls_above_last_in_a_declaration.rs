resilient::breaker! {
    pub static CHAT = "chat" { failure_rate = 50, last = 5, min_calls = 10 }
}

fn main() {
    CHAT.force_open();
}
