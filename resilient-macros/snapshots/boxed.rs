fn ask<'a>(&'a self, n: N) -> Pin<Box<dyn Future<Output = Result<u32, E>> + Send + 'a>> {
    Box::pin(async move {
        use ::resilient::__private as __resilient;
        let mut __slot_1 = __resilient::Slot::new(n, __resilient::unwritable);
        let mut __run = __resilient::run!(
            new, ["ask"], __resilient::START, __resilient::None
        );
        loop {
            let __is_last = __run.__is_last();
            let __done = __resilient::ask!(
                __run, asks[(), (E)] __resilient::pin!(async { {
                __resilient::returns!(Result < u32, E >); let n = __slot_1
                .__give(__is_last); { {} self.send(n). await } } })
            );
            __resilient::end!(
                __run.__settle(__done, __resilient::Classify::classify).end()
            );
            __run.__pause().await;
        }
    })
}
