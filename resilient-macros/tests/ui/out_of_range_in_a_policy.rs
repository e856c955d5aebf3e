const MANY: u32 = 250;

resilient::policy! {
    pub LLM = { retries = MANY, timeout = "5s" }
}

fn main() {
    let _ = LLM;
}
