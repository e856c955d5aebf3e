async fn ask(mut a: A) -> Result<u32, E> {
    use ::resilient::__private as __resilient;
    __resilient::hints!(retries);
    let mut __run = __resilient::run!(
        new, ["ask"], __resilient::START.retries(0), __resilient::None
    );
    let __done = __resilient::ask!(
        __run, asks[(), (E)] __resilient::pin!(async { { __resilient::returns!(Result <
        u32, E >, & mut a); let a = a; { {} send(a). await } } })
    );
    return __run.__settle(__done, __resilient::Classify::classify).into_result();
}
