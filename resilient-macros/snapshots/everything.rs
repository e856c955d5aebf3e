async fn chat(client: &Client, model: &str, mut prompt: Prompt) -> Result<Reply, E> {
    use ::resilient::__private as __resilient;
    __resilient::hints!(
        retries timeout deadline breaker fallback otherwise backoff jitter on classify
        stop switch_after patience borrow id
    );
    let mut model = model;
    let mut __run = __resilient::run!(
        new, ["chat", Body "model = \"gpt-5.4\"", Call "other(..)"; with_id("chat");
        with_last_resort], __resilient::START.retries(5).timeouts(&
        [::core::time::Duration::from_millis(30000),
        ::core::time::Duration::from_millis(15000)])
        .deadline(::core::time::Duration::from_millis(120000))
        .switch_after(::core::time::Duration::from_millis(1000))
        .patience(::core::time::Duration::from_millis(30000))
        .backoff(__resilient::Backoff::exponential(::core::time::Duration::from_millis(1000)))
        .jitter(__resilient::Jitter::Full).on(__resilient::Class::Server,
        __resilient::Action::Retry(2)), __resilient::None
    );
    let mut __last = __resilient::None;
    let mut __own_0 = __resilient::Own::new();
    let __error = '__chain: loop {
        if __run.__enters() {
            __own_0.__restore(&mut model);
            if __run.__link() == 1 {
                __own_0.__replace(__resilient::from("gpt-5.4"), &mut model);
            }
            __resilient::guard!(__run, named "chat:{model}" = "chat:{}", model);
        }
        let __done = __resilient::attempt!(
            __run as __at, asks[(Reply), (E)] __resilient::pin!(async {
            __resilient::links!([Result < Reply, E >] __at, 2 => __resilient::linked:: <
            Result < Reply, E >, _ > (other(& prompt)). await; & mut prompt); { {} client
            .send(model, & prompt). await } })
        );
        __resilient::end!(__run.__judge(__done, classes, E::Stopped), __last, '__chain);
    };
    __resilient::resort!(__run, cached(& prompt, error). await; error = __error)
}
