resilient::policy! {
    pub QUICK = { retries = 0 }
    pub LLM
}

fn main() {
    let _ = QUICK;
}
