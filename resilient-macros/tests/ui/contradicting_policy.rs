resilient::policy! {
    pub LLM = { retries = 4, timeout = "30s", deadline = "20s" }
}

fn main() {
    let _ = LLM;
}
