resilient::policy! {
    pub LLM = { jitter = full, backoff = none }
    pub ALLOWED = { jitter = full, backoff = none, allow(dead_option) }
}

fn main() {
    let _ = (LLM, ALLOWED);
}
