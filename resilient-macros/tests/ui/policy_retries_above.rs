const ONCE: u32 = 1;

resilient::policy! {
    pub LLM = { retries = 2, on(server = retry(3)) }
    pub BY_A_CONST = { retries = ONCE, on(server = retry(2)) }
    pub ALLOWED = { retries = ONCE, on(server = retry(2)), allow(contradictory_on) }
}

fn main() {
    let _ = (LLM, BY_A_CONST, ALLOWED);
}
