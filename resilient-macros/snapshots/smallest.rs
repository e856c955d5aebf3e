async fn ask(name: &str) -> Result<u32, E> {
    use ::resilient::__private as __resilient;
    let mut __run = __resilient::run!(["ask";]);
    loop {
        let __body = async {
            __resilient::returns!(Result < u32, E >);
            {
                const _: () = ();
                send(name).await
            }
        };
        __resilient::end!(__run, settle(__body. await, __resilient::Classify::classify));
    }
}
