async fn ask(name: &str) -> Result<u32, E> {
    use ::resilient::__private as __resilient;
    let mut __run = __resilient::run!(
        new, ["ask"], __resilient::START, __resilient::None
    );
    loop {
        let __done = __resilient::ask!(
            __run, asks[(), (E)] __resilient::pin!(async { __resilient::returns!(Result <
            u32, E >); { {} send(name). await } })
        );
        __resilient::end!(__run.__settle(__done, __resilient::Classify::classify).end());
        __run.__pause().await;
    }
}
