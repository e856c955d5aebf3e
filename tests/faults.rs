//! Faults from the lists of other breakers' bugs, each named by its id there, as a caller meets them.
//!
//! Not here, as there is nothing that could have them: 6 and 7 (nobody queues), 27 (no dice and no clock of a user's),
//! 43, 46 and 47 (the build refuses such numbers), 55 (so it does such durations), 84 and 87 (no pointer and no queue
//! for a listener), T22 and T23 (no budget). Nor can a test show these: 26 (nothing is caught under
//! `panic = "abort"`), 28 (what is caught is dropped unread), 72 (loom models), 81 (benchmarks), 82 and 83 (two
//! copies of the crate have two registries).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};

use resilient::{BreakerState, Class, Classify, Error, Snapshot, breaker, resilient};
use tokio::time::{advance, timeout};

use common::{Api, ApiError, asking, bad, failed, good, hangs, limited, ms, panics, s};

mod common;

/// Each test has a breaker of its own: `name`.
#[resilient(
    retries = 2,
    backoff = constant("1s"),
    jitter = none,
    breaker = breaker("faults:{name}", consecutive = 3, open = "30s"),
    fallback = [ask_spare(api)]
)]
async fn call(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

async fn ask_spare(api: &Api) -> Result<String, ApiError> {
    api.ask("spare").await
}

/// Without retries and fallbacks.
#[resilient(retries = 0, breaker = breaker("faults:{name}", consecutive = 3, open = "30s"))]
async fn once(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

fn seen(name: &str) -> Option<Snapshot> {
    breaker(&format!("faults:{name}")).map(|breaker| breaker.snapshot())
}

/// A breaker whose open time is over.
async fn recovering(name: &str) {
    let api = Api::new(&[bad(Class::Server)]);
    for _ in 0..3 {
        let _ = once(&api, name).await;
    }
    assert_eq!(seen(name).map(|it| it.state), Some(BreakerState::Open));
    advance(s(34)).await;
}

fn is_rejected(result: &Result<String, ApiError>) -> bool {
    matches!(result, Err(ApiError::Stopped(Error::BreakerOpen { .. })))
}

#[tokio::test(start_paused = true)]
async fn fault_1_dropped_before_its_first_poll_a_call_has_done_nothing() {
    let api = Api::new(&[good()]);
    drop(call(&api, "unpolled"));
    assert_eq!((api.attempts(), seen("unpolled")), (0, None));
}

#[tokio::test(start_paused = true)]
async fn fault_2_13_dropped_in_its_first_attempt_it_counts_as_nothing() {
    let api = Api::new(&[hangs()]);
    assert!(timeout(s(1), call(&api, "first-attempt")).await.is_err());
    let snapshot = seen("first-attempt").unwrap();
    assert_eq!((snapshot.consecutive, snapshot.calls, snapshot.stale), (0, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn fault_3_dropped_in_a_backoff_it_tries_no_more() {
    let api = Api::of(&[("backoff", &[bad(Class::Network)]), ("spare", &[good()])]);
    assert!(timeout(ms(500), call(&api, "backoff")).await.is_err());
    advance(s(60)).await;
    assert_eq!((api.attempts(), seen("backoff").unwrap().consecutive), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn fault_8_dropped_in_a_fallback_it_starts_no_other() {
    let api = Api::of(&[("fallback", &[bad(Class::Auth)]), ("spare", &[hangs()])]);
    assert!(timeout(s(1), call(&api, "fallback")).await.is_err());
    advance(s(60)).await;
    assert_eq!(api.asked(), ["fallback", "spare"]);
}

#[tokio::test(start_paused = true)]
async fn fault_11_ten_thousand_calls_that_are_polled_once_leave_nothing() {
    recovering("polled-once").await;
    let api = Api::new(&[hangs()]);
    for _ in 0..10_000 {
        let mut polled = Box::pin(once(&api, "polled-once"));
        let waits = polled.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(waits, Poll::Pending));
    }
    let snapshot = seen("polled-once").unwrap();
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::HalfOpen, 0));
    assert_eq!((snapshot.rejected, snapshot.stale), (0, 0));
}

#[resilient(retries = 0, timeout = "1s", breaker = breaker("faults:tick", failure_rate = 100))]
async fn in_a_second(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn l3_fault_12_an_answer_in_the_tick_of_the_timeout_is_kept_and_counted_once() {
    assert!(in_a_second(&Api::new(&[good().after(s(1))])).await.is_ok());
    let snapshot = seen("tick").unwrap();
    assert_eq!((snapshot.calls, snapshot.failures), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn fault_16_a_caller_that_lends_an_argument_has_it_back_after_a_drop() {
    #[resilient(retries = 1, breaker = "faults:lent")]
    async fn fill(api: &Api, into: &mut Vec<u32>) -> Result<String, ApiError> {
        into.push(1);
        api.ask("").await
    }
    let (api, mut lent) = (Api::new(&[bad(Class::Network), hangs()]), Vec::new());
    assert!(timeout(s(60), fill(&api, &mut lent)).await.is_err());
    assert_eq!(lent, [1, 1]);
}

#[tokio::test(start_paused = true)]
async fn fault_20_a_fallback_that_panics_records_nothing_more() {
    let api = Api::of(&[("panicking-spare", &[bad(Class::Auth)]), ("spare", &[panics()])]);
    let panicked = tokio::spawn(async move { call(&api, "panicking-spare").await }).await;
    assert!(panicked.unwrap_err().is_panic());
    assert_eq!(seen("panicking-spare").unwrap().consecutive, 0);
    assert!(call(&Api::new(&[good()]), "panicking-spare").await.is_ok());
}

/// An argument whose clone panics.
struct Unclonable;

impl Clone for Unclonable {
    fn clone(&self) -> Self {
        panic!("a clone that panics")
    }
}

#[resilient(retries = 1, breaker = breaker("faults:{name}", consecutive = 3, open = "30s"))]
async fn owns(api: Arc<Api>, name: &'static str, held: Unclonable) -> Result<String, ApiError> {
    let _inside = taken(held);
    api.ask(name).await
}

fn taken(held: Unclonable) -> Unclonable {
    held
}

#[tokio::test(start_paused = true)]
async fn fault_21_an_argument_whose_clone_panics_holds_no_probe() {
    recovering("clone").await;
    let api = Arc::new(Api::new(&[good()]));
    let panicked = tokio::spawn(owns(Arc::clone(&api), "clone", Unclonable)).await;
    assert!(panicked.unwrap_err().is_panic());
    // It is cloned where the body begins, so it is the body that has panicked.
    let snapshot = seen("clone").unwrap();
    assert_eq!((api.attempts(), snapshot.state, snapshot.probes), (0, BreakerState::Open, 0));
    advance(s(70)).await;
    assert!(once(&api, "clone").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn fault_22_an_answer_whose_drop_panics_has_given_its_place_back() {
    struct Heavy;
    impl Drop for Heavy {
        fn drop(&mut self) {
            panic!("a drop that panics")
        }
    }
    #[resilient(retries = 0, breaker = "faults:heavy")]
    async fn heavy() -> Result<Heavy, ApiError> {
        Ok(Heavy)
    }
    let panicked = tokio::spawn(async { drop(heavy().await) }).await;
    assert!(panicked.unwrap_err().is_panic());
    assert_eq!((seen("heavy").unwrap().consecutive, seen("heavy").unwrap().probes), (0, 0));
}

#[resilient(
    retries = 0,
    breaker = breaker("faults:{name}", consecutive = 3, open = "30s"),
    classify = |_: &ApiError| -> Class { panic!("a classification that panics") }
)]
async fn puzzled(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

#[tokio::test(start_paused = true)]
async fn e30_i15_a_classification_that_panics_in_a_probe_wedges_nothing() {
    recovering("puzzled-probe").await;
    let api = Api::new(&[bad(Class::Server)]);
    let panicked = tokio::spawn(async move { puzzled(&api, "puzzled-probe").await }).await;
    assert!(panicked.unwrap_err().is_panic());
    let snapshot = seen("puzzled-probe").unwrap();
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::Open, 0));
    advance(s(70)).await;
    assert!(once(&Api::new(&[good()]), "puzzled-probe").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn t8_m24_a_rejected_call_does_not_run_its_body() {
    recovering("t8").await;
    breaker("faults:t8").unwrap().force_open();
    let api = Api::new(&[good()]);
    for _ in 0..10 {
        assert!(is_rejected(&once(&api, "t8").await));
    }
    assert_eq!((api.attempts(), seen("t8").unwrap().rejected), (0, 10));
}

asking! {
    by_default(retries = 0, breaker = "faults:t7-default")
    in_a_row(retries = 0, breaker = breaker("faults:t7-row", consecutive = 3))
    of_a_time(retries = 0, breaker = breaker("faults:t7-time", failure_rate = 50, within = "60s"))
    of_the_last(retries = 0, breaker = breaker("faults:t7-last", failure_rate = 50, last = 10))
    slow_of_a_time(
        retries = 0,
        breaker = breaker("faults:t7-slow-time", slow_rate = 50, slow = "1s", within = "60s")
    )
    slow_of_the_last(
        retries = 0,
        breaker = breaker("faults:t7-slow-last", slow_rate = 50, slow = "1s", last = 10)
    )
}

#[tokio::test(start_paused = true)]
async fn t7_no_kind_of_rule_is_never_fed() {
    let (api, late) = (Api::new(&[bad(Class::Server)]), Api::new(&[good().after(ms(1_001))]));
    for _ in 0..10 {
        let _ = (by_default(&api).await, in_a_row(&api).await);
        let _ = (of_a_time(&api).await, of_the_last(&api).await);
        let _ = (slow_of_a_time(&late).await, slow_of_the_last(&late).await);
    }
    for name in ["default", "row", "time", "last", "slow-time", "slow-last"] {
        let state = seen(&format!("t7-{name}")).map(|it| it.state);
        assert_eq!(state, Some(BreakerState::Open), "{name}");
    }
}

asking! {
    timed(retries = 2, timeout = "1s", breaker = breaker("faults:t9", consecutive = 9))
    one(retries = 0, breaker = breaker("faults:one", consecutive = 1))
    other(retries = 0, breaker = breaker("faults:other", consecutive = 1))
    declared(retries = 0, breaker = DECLARED)
}

resilient::breaker! { static DECLARED = "faults:declared" }

#[tokio::test(start_paused = true)]
async fn t9_a_timeout_is_an_error_with_its_limit_and_a_panic_is_not_repeated() {
    let stop = timed(&Api::new(&[hangs()])).await;
    assert!(matches!(stop, Err(ApiError::Stopped(Error::TimedOut { .. }))), "{stop:?}");
    let api = Arc::new(Api::new(&[panics()]));
    let panicking = Arc::clone(&api);
    assert!(tokio::spawn(async move { timed(&panicking).await }).await.unwrap_err().is_panic());
    assert_eq!(api.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a28_equal_settings_under_two_names_are_two_breakers() {
    let _ = one(&Api::new(&[bad(Class::Server)])).await;
    assert!(is_rejected(&one(&Api::new(&[good()])).await));
    assert!(other(&Api::new(&[good()])).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn g7_a_breaker_may_be_forced_open_before_its_first_call() {
    DECLARED.force_open();
    let api = Api::new(&[good()]);
    assert!(is_rejected(&declared(&api).await));
    assert_eq!(api.attempts(), 0);
}

#[tokio::test(start_paused = true)]
async fn h9_h10_a_bill_or_a_key_is_asked_once_and_the_breaker_counts_nothing() {
    for (name, class) in [("h9", Class::Quota), ("h10", Class::Auth)] {
        let api = Api::of(&[(name, &[bad(class)]), ("spare", &[good()])]);
        assert_eq!(call(&api, name).await.as_deref(), Ok("spare"));
        assert_eq!((api.asked(), api.elapsed()), (vec![name.into(), "spare".into()], s(0)));
        assert_eq!((seen(name).unwrap().consecutive, seen(name).unwrap().calls), (0, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn h11_a_stop_of_our_own_is_no_outcome() {
    let _ = once(&Api::new(&[limited(s(100))]), "h11").await;
    let api = Api::new(&[good()]);
    for _ in 0..10 {
        let stop = once(&api, "h11").await;
        assert!(matches!(stop, Err(ApiError::Stopped(Error::GateClosed { .. }))), "{stop:?}");
    }
    let snapshot = seen("h11").unwrap();
    assert_eq!((api.attempts(), snapshot.consecutive, snapshot.rejected), (0, 0, 0));
    assert_eq!(snapshot.state, BreakerState::Closed);
}

asking! {
    never_at_fault(retries = 0, breaker = "faults:a25-never", classify = |_: &ApiError| Class::Invalid)
    always_at_fault(retries = 0, breaker = "faults:a25-always", classify = |_: &ApiError| Class::Server)
}

#[tokio::test(start_paused = true)]
async fn a25_what_an_error_means_is_for_the_classification_to_say() {
    for _ in 0..5 {
        let _ = never_at_fault(&Api::new(&[bad(Class::Server)])).await;
        let _ = always_at_fault(&Api::new(&[bad(Class::Invalid)])).await;
    }
    assert_eq!(seen("a25-never").unwrap().state, BreakerState::Closed);
    // Ours: what says nothing of the other side is no success either.
    assert_eq!(seen("a25-never").unwrap().calls, 0);
    assert_eq!(seen("a25-always").unwrap().state, BreakerState::Open);
}

/// An error with two beneath it, each of which holds the next.
#[derive(Debug, Clone, Copy, Classify)]
enum Base {
    #[classify(server)]
    Own,
    #[classify(network)]
    Beside,
    #[classify(invalid)]
    Skipped(#[allow(dead_code, reason = "it does not count")] Middle),
    #[classify(transparent)]
    Asked(Middle),
    #[classify(unknown)]
    Stopped,
}

#[derive(Debug, Clone, Copy, Classify)]
enum Middle {
    #[classify(server)]
    Own,
    #[classify(auth)]
    Beside,
}

impl From<Error> for Base {
    fn from(_: Error) -> Self {
        Self::Stopped
    }
}

#[resilient(retries = 0, breaker = "faults:h1")]
async fn h1(error: Base) -> Result<(), Base> {
    Err(error)
}

#[resilient(retries = 0, breaker = "faults:h3", classify = |_: &Base| Class::Invalid)]
async fn h3(error: Base) -> Result<(), Base> {
    Err(error)
}

#[tokio::test(start_paused = true)]
async fn h1_h3_the_outermost_word_on_an_error_says_whether_it_counts() {
    let table = [
        (Base::Own, true),
        (Base::Beside, true),
        (Base::Skipped(Middle::Own), false),
        (Base::Skipped(Middle::Beside), false),
        (Base::Asked(Middle::Own), true),
        (Base::Asked(Middle::Beside), false),
    ];
    for (error, counts) in table {
        let before = seen("h1").map_or(0, |known| known.failures);
        let _ = (h1(error).await, h3(error).await);
        assert_eq!(seen("h1").unwrap().failures - before, u64::from(counts), "{error:?}");
    }
    assert_eq!((seen("h3").unwrap().calls, seen("h3").unwrap().consecutive), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn ignored_answers_leave_a_run_of_failures_as_it_is() {
    let (fails, ignored) = (bad(Class::Server), bad(Class::Invalid));
    let api = Api::new(&[fails, fails, ignored, ignored, fails]);
    for _ in 0..4 {
        let _ = once(&api, "ignored").await;
    }
    assert_eq!(once(&api, "ignored").await, Err(failed(Class::Server, 5)));
    assert_eq!(seen("ignored").unwrap().state, BreakerState::Open);
}

#[test]
fn fault_75_a_breaker_can_be_used_without_a_runtime_and_while_a_thread_ends() {
    struct Last;
    impl Drop for Last {
        fn drop(&mut self) {
            breaker!(static ENDING = "faults:ending");
            ENDING.force_open();
        }
    }
    thread_local! {
        static LAST: Last = const { Last };
    }
    std::thread::spawn(|| LAST.with(|_| ())).join().unwrap();
    assert_eq!(seen("ending").unwrap().state, BreakerState::ForcedOpen);
}

#[tokio::test(start_paused = true)]
async fn fault_80_any_name_of_a_key_is_a_name() {
    let long = "x".repeat(1_000_000);
    for name in ["", "\0", "a\nlevel=ERROR", "\u{202e}rtl", "{", "a:b", &long] {
        assert!(once(&Api::new(&[good()]), name).await.is_ok());
        assert_eq!(seen(name).unwrap().name, format!("faults:{name}"));
    }
}

asking! {
    busy(retries = 100, backoff = none, breaker = breaker("faults:busy", consecutive = 1000))
}

#[tokio::test(start_paused = true)]
async fn fault_36_retries_without_a_wait_let_other_tasks_run() {
    let ran = Arc::new(AtomicU32::new(0));
    let other = tokio::spawn({
        let ran = Arc::clone(&ran);
        async move { ran.fetch_add(1, Ordering::Relaxed) }
    });
    // Three hundred attempts that never wait by themselves.
    let api = Api::new(&[bad(Class::Network)]);
    for _ in 0..3 {
        let _ = busy(&api).await;
    }
    assert_eq!((api.attempts(), ran.load(Ordering::Relaxed)), (303, 1));
    assert_eq!(other.await.unwrap(), 0);
}

#[test]
fn fault_38_51_settings_that_could_never_close_or_open_are_refused() {
    use resilient::Settings;
    let refused: [fn() -> Settings; 13] = [
        || Settings::DEFAULT.probes(0),
        || Settings::DEFAULT.closes_after(0),
        || Settings::DEFAULT.consecutive(0),
        || Settings::DEFAULT.open(std::time::Duration::ZERO),
        || Settings::DEFAULT.open_max(std::time::Duration::ZERO),
        || Settings::DEFAULT.slow(std::time::Duration::ZERO),
        || Settings::DEFAULT.within(std::time::Duration::ZERO),
        || Settings::DEFAULT.failure_rate(50).last(0),
        || Settings::DEFAULT.failure_rate(50).min_calls(0),
        || Settings::DEFAULT.failure_rate(0),
        || Settings::DEFAULT.failure_rate(101),
        || Settings::DEFAULT.slow_rate(0),
        || Settings::DEFAULT.keys(0),
    ];
    for settings in refused {
        assert!(catch_unwind(AssertUnwindSafe(settings)).is_err());
    }
}

#[test]
fn what_can_be_seen_of_a_breaker_can_be_serialised() {
    resilient::breaker!(static SERIAL = "faults:serial");
    SERIAL.force_open();
    let json = serde_json::to_value(SERIAL.snapshot()).unwrap();
    assert_eq!((&json["name"], &json["state"]), (&"faults:serial".into(), &"forced_open".into()));
    assert_eq!((&json["calls"], &json["open_for"]), (&0.into(), &serde_json::Value::Null));
}

#[tokio::test(start_paused = true)]
async fn fault_35_the_longest_time_that_can_be_written_is_only_long() {
    #[resilient(
        retries = 1,
        timeout = "213503982334600d",
        deadline = "213503982334601d",
        backoff = constant("213503982334599d"),
        patience = "213503982334601d",
        breaker = breaker("faults:longest", consecutive = 1, open = "213503982334601d"),
    )]
    async fn patient(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    assert!(patient(&Api::new(&[good().after(s(1))])).await.is_ok());
    let failed = patient(&Api::new(&[bad(Class::Server)])).await;
    assert_eq!(failed.unwrap_err().classify().class(), Class::Server);
}

#[tokio::test(start_paused = true)]
async fn fault_41_a_clock_that_jumps_over_many_backoffs_brings_one_attempt() {
    let api = Arc::new(Api::of(&[("jump", &[bad(Class::Network), hangs()])]));
    let calling = Arc::clone(&api);
    let task = tokio::spawn(async move { call(&calling, "jump").await });
    tokio::task::yield_now().await;
    advance(s(3_600)).await;
    tokio::task::yield_now().await;
    assert_eq!(api.attempts(), 2);
    task.abort();
}
