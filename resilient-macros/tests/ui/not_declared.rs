resilient::breaker! {
    const CHAT = "chat";
    pub static SEARCH = "search";
}

fn main() {
    SEARCH.force_open();
}
