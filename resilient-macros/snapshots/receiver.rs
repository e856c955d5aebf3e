async fn send(self, (a, b): (String, &mut N)) -> Result<(), E> {
    use ::resilient::__private as __resilient;
    __resilient::hints!(timeout);
    let mut __slot_0 = __resilient::Slot::new(self, __resilient::unwritable);
    let mut __slot_1 = __resilient::Slot::new(a, __resilient::unwritable);
    let mut __run = __resilient::run!(
        new, ["send"], __resilient::START, __resilient::None
    );
    loop {
        if __run.__enters() {
            let resilient_self = __slot_0.__take();
            __run.__time(resilient_self.limit);
            __slot_0.__put(resilient_self);
        }
        let __is_last = __run.__is_last();
        let __done = __resilient::attempt!(
            __run, asks[(), (E)] __resilient::pin!(async { { __resilient::returns!(Result
            < (), E >, & mut * b); #[allow(unused_variables, unused_assignments)] let mut
            resilient_self = __slot_0.__give(__is_last); let a = __slot_1
            .__give(__is_last); { b.add(a); post(format!("{resilient_self}"));
            take(resilient_self). await } } })
        );
        __resilient::end!(
            __run.__end(__done, __resilient::Classify::classify, __resilient::stopped)
        );
    }
}
