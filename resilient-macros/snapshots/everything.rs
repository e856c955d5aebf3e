async fn chat(client: &Client, model: &str, mut prompt: Prompt) -> Result<Reply, E> {
    use ::resilient::__private as __resilient;
    let mut __run = __resilient::run!(
        ["chat", body "chat", body "model = \"gpt-5.4\"", call "other(..)";
        with_last_resort] static __resilient::Policy::builder().retries(5).timeouts(&
        [::core::time::Duration::from_millis(30000),
        ::core::time::Duration::from_millis(15000)])
        .deadline(::core::time::Duration::from_millis(120000))
        .switch_after(::core::time::Duration::from_millis(1000))
        .patience(::core::time::Duration::from_millis(30000))
        .backoff(__resilient::Backoff::exponential(::core::time::Duration::from_millis(1000)))
        .jitter(__resilient::Jitter::Full).on(__resilient::Class::Server,
        __resilient::Action::Retry(2)).build_const()
    );
    let __stop: fn(__resilient::Error) -> _ = E::Stopped;
    let mut __last = __resilient::Last::new(__stop);
    let mut model = model;
    let mut __own_0 = __resilient::Own::new();
    let __error = '__chain: loop {
        if __run.enters() {
            __own_0.restore(&mut model);
            if __run.link() == 1 {
                __own_0.replace(__resilient::from("gpt-5.4"), &mut model);
            }
            __resilient::guard!(__run, new "chat:{model}" = "chat:{}", model);
        }
        __resilient::admit!(__run, __last, '__chain);
        let __outcome = __resilient::attempt!(
            __run, [2 => other(& prompt)], async { __resilient::returns!(Result < Reply,
            E >, & mut prompt); { const _ : () = (); client.send(model, & prompt). await
            } }
        );
        __resilient::end!(__run.judge(__outcome, classes, __stop), __last, '__chain);
    };
    let error = &__error;
    let __result = cached(&prompt, error).await;
    __run.last_resort(__result)
}
