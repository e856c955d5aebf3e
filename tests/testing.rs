//! The testing kit: scopes, recordings and scripts, as a user's tests have them.

use std::collections::HashSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use resilient::testing::{
    self, Event, Outcome, Recording, Scope, Scriptable, isolate, record, reset, script, seed,
};
use resilient::{
    BreakerState, Class, Classify, Error, StatusError, breaker, breakers, bypass, resilient,
};
use tokio::time::Instant;

use common::{Api, ApiError, bad, failed, good, hangs, limited, ms, s};

mod common;

impl Scriptable for ApiError {}

#[resilient(
    retries = 2,
    backoff = constant("1s"),
    jitter = none,
    timeout = "10s",
    breaker = breaker("shared", consecutive = 3)
)]
async fn chat(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

fn server() -> Outcome {
    Outcome::error(failed(Class::Server, 1))
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().start_paused(true).build().unwrap().block_on(future)
}

/// What a test that fails would have said.
fn failure(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).unwrap_err();
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&str>().unwrap()).to_owned(),
    }
}

mod isolation {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_breaker_that_opens_in_a_scope_is_unknown_outside() {
        let isolated = isolate();
        assert_eq!(chat(&Api::new(&[bad(Class::Server)])).await, Err(failed(Class::Server, 3)));
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::Open);
        drop(isolated);
        let _other = isolate();
        assert!(breaker("shared").is_none() && breakers().is_empty());
        assert!(chat(&Api::new(&[good()])).await.is_ok());
    }

    /// Begins with a closed breaker and a gate, opens them, and leaves.
    async fn trips() {
        let known = breaker("shared").map(|known| known.state());
        assert_eq!(known, None);
        let recording = record();
        assert!(chat(&Api::new(&[bad(Class::Server)])).await.is_err());
        assert_eq!(recording.attempts("chat"), 3);
        tokio::task::yield_now().await;
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::Open);
        assert_eq!(breaker("shared").unwrap().snapshot().failures, 3);
        let stop = chat(&Api::new(&[good()])).await.unwrap_err();
        assert!(matches!(stop, ApiError::Stopped(Error::BreakerOpen { .. })));
    }

    #[test]
    fn two_hundred_tests_that_trip_the_same_breaker_at_once_do_not_see_each_other() {
        let next = Mutex::new(0..200);
        let take = || next.lock().unwrap().next();
        thread::scope(|threads| {
            for _ in 0..16 {
                threads.spawn(|| {
                    while let Some(number) = take() {
                        if number % 2 == 0 {
                            let _isolated = isolate();
                            block_on(trips());
                        } else {
                            block_on(testing::scope(trips()));
                        }
                    }
                });
            }
        });
        assert!(breaker("shared").is_none());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn two_hundred_scopes_in_the_tasks_of_one_runtime_do_not_see_each_other() {
        let one = || async {
            for _ in 0..4 {
                assert!(opened_by_hand().await.is_err());
                tokio::task::yield_now().await;
            }
            let known = breaker("by-hand").unwrap();
            assert_eq!((known.state(), known.snapshot().failures), (BreakerState::Closed, 4));
            known.force_open();
        };
        let tasks: Vec<_> =
            (0..200).map(|_| tokio::spawn(testing::scope(async move { one().await }))).collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert!(breaker("by-hand").is_none());
    }

    #[resilient(retries = 0, breaker = breaker("by-hand", consecutive = 5))]
    async fn opened_by_hand() -> Result<(), ApiError> {
        tokio::task::yield_now().await;
        Err(failed(Class::Server, 1))
    }

    #[resilient(retries = 0, breaker = "cached")]
    async fn cached(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }

    #[tokio::test(start_paused = true)]
    async fn a_breaker_that_its_function_has_cached_before_is_another_one_in_a_scope() {
        let api = Api::new(&[good()]);
        cached(&api).await.unwrap();
        breaker("cached").unwrap().force_open();
        let isolated = isolate();
        assert!(cached(&api).await.is_ok());
        breaker("cached").unwrap().disable();
        drop(isolated);
        assert!(cached(&api).await.is_err());
        assert_eq!(breaker("cached").unwrap().state(), BreakerState::ForcedOpen);
        breaker("cached").unwrap().reset();
    }

    resilient::breaker! {
        static DECLARED = "declared" { consecutive = 1 }
        static OTHERWISE = "declared" { consecutive = 2 }
    }

    #[test]
    fn a_declared_breaker_follows_the_scope() {
        let _isolated = isolate();
        DECLARED.force_open();
        assert_eq!(breaker("declared").unwrap().state(), BreakerState::ForcedOpen);
        assert_eq!(DECLARED.keyed(format_args!("a")).state(), BreakerState::Closed);
        let inner = isolate();
        assert_eq!(DECLARED.state(), BreakerState::Closed);
        drop(inner);
        assert_eq!(DECLARED.state(), BreakerState::ForcedOpen);
    }

    #[test]
    fn a_conflict_of_settings_is_told_once_in_each_scope() {
        for _ in 0..2 {
            let _isolated = isolate();
            let recording = record();
            for _ in 0..3 {
                let _ = (DECLARED.breaker(), OTHERWISE.breaker());
            }
            assert_eq!(recording.to_string().matches("different settings").count(), 1);
            assert!(DECLARED.snapshot().conflict.is_some());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_gate_that_is_shut_in_a_scope_holds_nobody_in_another() {
        let isolated = isolate();
        let _ = chat(&Api::new(&[limited(s(3600))])).await;
        assert!(breaker("shared").unwrap().snapshot().shut_for.is_some());
        drop(isolated);
        let (_isolated, api) = (isolate(), Api::new(&[good()]));
        assert!(chat(&api).await.is_ok());
        assert_eq!(api.elapsed(), s(0));
    }

    #[tokio::test(start_paused = true)]
    async fn two_scopes_in_one_task_take_turns() {
        let tripped = async {
            let _ = chat(&Api::new(&[bad(Class::Server)])).await;
            breaker("shared").unwrap().state()
        };
        let untouched = async {
            tokio::time::sleep(ms(500)).await;
            assert!(chat(&Api::new(&[good().after(s(5))])).await.is_ok());
            breaker("shared").unwrap().state()
        };
        let both = tokio::join!(testing::scope(tripped), testing::scope(untouched));
        assert_eq!(both, (BreakerState::Open, BreakerState::Closed));
    }

    #[tokio::test(start_paused = true)]
    async fn tasks_of_a_current_thread_runtime_are_isolated_with_their_test() {
        let _isolated = isolate();
        tokio::spawn(async { chat(&Api::new(&[bad(Class::Server)])).await.is_err() })
            .await
            .unwrap();
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::Open);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_task_or_a_thread_takes_the_scope_along() {
        testing::scope(async {
            let scope = Scope::current();
            tokio::spawn(scope.run(async { opened_by_hand().await.is_err() })).await.unwrap();
            let (outside, inside) = (Scope::new(), scope.clone());
            thread::spawn(move || {
                let _isolated = inside.isolate();
                breaker("by-hand").unwrap().force_open();
            })
            .join()
            .unwrap();
            assert_eq!(breaker("by-hand").unwrap().state(), BreakerState::ForcedOpen);
            assert!(outside.run(async { breaker("by-hand") }).await.is_none());
        })
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_call_tells_when_it_is_dropped_stays_in_its_scope() {
        #[resilient(retries = 0, breaker = breaker("slow", slow = "1s", slow_rate = 1, min_calls = 1))]
        async fn slow(api: &Api) -> Result<String, ApiError> {
            api.ask("").await
        }
        let scope = Scope::new();
        let recording = scope.run(async { record() }).await;
        let api = Api::new(&[hangs()]);
        let mut call = Box::pin(scope.run(slow(&api)));
        let _ = tokio::time::timeout(s(2), &mut call).await;
        drop(call);
        let opened = |event: &Event| matches!(event, Event::BreakerChanged { to: "open", .. });
        assert!(recording.events().iter().any(|recorded| opened(&recorded.event)));
    }

    #[test]
    fn guards_that_end_in_any_order_leave_the_thread_outside() {
        let (one, two) = (isolate(), isolate());
        drop(one);
        assert!(breakers().is_empty());
        drop(two);
        assert!(failure(|| drop(Scope::current())).starts_with("there is no scope here"));
    }

    #[test]
    fn outside_of_a_scope_the_kit_says_how_to_begin() {
        let message = failure(|| script("chat", []));
        assert!(message.contains("`let _isolated = testing::isolate();`"), "{message}");
        assert!(failure(|| drop(record())).contains("`testing::scope(..)`"));
    }

    #[test]
    fn an_unclassified_error_is_told_in_each_scope() {
        #[resilient]
        async fn puzzling() -> io::Result<()> {
            Err(io::Error::other("?"))
        }
        for _ in 0..2 {
            let _isolated = isolate();
            let recording = record();
            let _ = block_on(puzzling());
            assert!(recording.to_string().contains("is not classified"), "{recording}");
        }
    }

    fn is_send<T: Send>(value: T) -> T {
        value
    }

    #[tokio::test(start_paused = true)]
    async fn scoped_and_scripted_calls_can_be_sent() {
        let call = async { chat(&Api::new(&[good()])).await };
        assert!(is_send(testing::scope(call)).await.is_ok());
    }
}

mod recordings {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn attempts_and_waits_are_those_of_the_calls() {
        let _isolated = isolate();
        let recording = record();
        let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
        assert!(chat(&api).await.is_ok());
        assert_eq!(recording.attempts("chat"), 3);
        assert_eq!(recording.waits("chat"), [s(1), s(1)]);
        assert_eq!(recording.ids(), ["testing::chat"]);
    }

    #[tokio::test(start_paused = true)]
    async fn events_have_times_on_the_clock_of_the_test() {
        let _isolated = isolate();
        let recording = record();
        let _ = chat(&Api::new(&[bad(Class::Server).after(ms(250)), good()])).await;
        let lines = recording.to_string();
        let expected = "\
0ns testing::chat: `chat` is asked
250ms testing::chat: `chat` failed, server; retry in 1s
1.25s testing::chat: `chat` is asked
1.25s testing::chat: `chat` answered
";
        assert_eq!(lines, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn a_recording_begins_where_it_is_made_and_several_can_run() {
        let _isolated = isolate();
        let all = record();
        let _ = chat(&Api::new(&[good()])).await;
        let later = record();
        assert!(later.events().is_empty());
        let _ = chat(&Api::new(&[good()])).await;
        assert_eq!((all.attempts("chat"), later.attempts("chat")), (2, 1));
        drop(all);
        assert_eq!(later.attempts("chat"), 1);
    }

    #[resilient(
        retries = 0,
        breaker = breaker("chain:{model}", consecutive = 1),
        fallback = [model = "spare", other(api)],
        otherwise = Ok("last resort".to_owned())
    )]
    async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
        api.ask(model).await
    }

    async fn other(api: &Api) -> Result<String, ApiError> {
        api.ask("other").await
    }

    #[tokio::test(start_paused = true)]
    async fn a_chain_tells_whom_it_asked_whom_it_left_out_and_who_answered() {
        let _isolated = isolate();
        let api = Api::new(&[bad(Class::Server)]);
        let _ = chain(&api, "first").await;
        let recording = record();
        assert_eq!(chain(&api, "first").await.as_deref(), Ok("last resort"));
        assert_eq!(recording.attempts("chain"), 1);
        let events: Vec<Event> = recording.events().into_iter().map(|it| it.event).collect();
        assert!(matches!(events[0], Event::Skipped { target: "chain", .. }));
        assert!(matches!(events[1], Event::Skipped { target: "model = \"spare\"", .. }));
        assert!(matches!(events[2], Event::Asked { target: "other(..)", .. }));
        assert!(matches!(events[4], Event::LastResort { class: Class::Server, .. }));
    }

    #[resilient(retries = 0)]
    async fn plain() -> io::Result<u32> {
        Ok(1)
    }

    #[resilient(retries = 0, fallback = [spare()])]
    async fn plain_chain() -> io::Result<u32> {
        Err(io::ErrorKind::ConnectionReset.into())
    }

    async fn spare() -> io::Result<u32> {
        Ok(2)
    }

    #[tokio::test]
    async fn calls_without_timeout_or_breaker_are_heard_too() {
        let _isolated = isolate();
        let recording = record();
        assert_eq!((plain().await.unwrap(), plain_chain().await.unwrap()), (1, 2));
        assert_eq!((recording.attempts("plain"), recording.attempts("plain_chain")), (1, 2));
        let _ = bypass(plain()).await;
        assert_eq!(recording.attempts("plain"), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn an_attempt_that_its_caller_drops_was_made() {
        let _isolated = isolate();
        let recording = record();
        let _ = tokio::time::timeout(s(1), chat(&Api::new(&[hangs()]))).await;
        assert_eq!(recording.attempts("chat"), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_for_a_gate_is_a_wait() {
        let _isolated = isolate();
        let api = Api::new(&[limited(s(2)), good()]);
        let _ = tokio::time::timeout(ms(1), chat(&api)).await;
        let recording = record();
        assert!(chat(&api).await.is_ok());
        let waits = recording.waits("chat");
        assert!(waits.len() == 1 && waits[0] >= ms(1_999) && waits[0] <= ms(2_200), "{waits:?}");
    }

    mod a {
        #[super::resilient]
        pub(super) async fn twin() -> std::io::Result<()> {
            Ok(())
        }
    }

    mod b {
        #[super::resilient]
        pub(super) async fn twin() -> std::io::Result<()> {
            Ok(())
        }
    }

    #[resilient(id = "short")]
    async fn with_an_id() -> io::Result<()> {
        Ok(())
    }

    #[tokio::test]
    async fn the_last_parts_of_a_path_are_enough_as_long_as_they_fit_one_function() {
        let _isolated = isolate();
        let recording = record();
        let _ = (a::twin().await, b::twin().await, b::twin().await, with_an_id().await);
        assert_eq!((recording.attempts("a::twin"), recording.attempts("b::twin")), (1, 2));
        assert_eq!(recording.attempts("testing::recordings::b::twin"), 2);
        assert_eq!(recording.attempts("short"), 1);
        let message = failure(|| drop(recording.waits("twin")));
        assert!(
            message.starts_with("`twin` may be `testing::recordings::a::twin` or"),
            "{message}"
        );
        let message = failure(|| assert_eq!(recording.attempts("shrot"), 0));
        assert!(message.starts_with("`shrot` did nothing; `short`, `testing::"), "{message}");
    }

    fn waits_of(recording: &Recording) -> Vec<Duration> {
        recording.waits("jittery")
    }

    #[resilient(retries = 4, jitter = full)]
    async fn jittery() -> io::Result<()> {
        Err(io::ErrorKind::ConnectionReset.into())
    }

    #[test]
    fn dice_are_the_same_in_each_scope_unless_they_are_seeded() {
        let run = |number: Option<u64>| {
            let _isolated = isolate();
            number.map(seed);
            let recording = record();
            assert!(block_on(jittery()).is_err());
            waits_of(&recording)
        };
        let (one, two, seeded) = (run(None), run(None), run(Some(7)));
        assert_eq!((one.len(), &one), (4, &two));
        assert_ne!(one, seeded);
        assert_eq!(seeded, run(Some(7)));
    }
}

mod scripts {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn attempts_come_to_what_is_scripted_and_then_to_the_body() {
        let _isolated = isolate();
        let recording = record();
        script("chat", [server(), Outcome::hang()]);
        let api = Api::new(&[good()]);
        assert!(chat(&api).await.is_ok());
        assert_eq!((recording.attempts("chat"), api.attempts()), (3, 1));
        assert_eq!(recording.waits("chat"), [s(1), s(0)]);
        assert_eq!(api.starts(), [s(11)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_script_may_let_the_body_run_between() {
        let _isolated = isolate();
        script("chat", [server(), Outcome::real(), server()]);
        let api = Api::new(&[bad(Class::Server)]);
        assert_eq!(chat(&api).await, Err(failed(Class::Server, 1)));
        assert_eq!(api.attempts(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_second_script_goes_on_where_the_first_ends() {
        let _isolated = isolate();
        script("chat", [server()]);
        script("chat", [Outcome::answer("scripted".to_owned())]);
        let api = Api::new(&[good()]);
        assert_eq!(chat(&api).await.as_deref(), Ok("scripted"));
        assert_eq!(api.attempts(), 0);
    }

    #[test]
    fn a_scripted_panic_comes_out_of_the_call_and_is_a_failure_for_the_breaker() {
        let _isolated = isolate();
        script("chat", [Outcome::panic()]);
        let message = failure(|| drop(block_on(chat(&Api::new(&[good()])))));
        assert_eq!(message, "as it is in the script");
        assert_eq!(breaker("shared").unwrap().snapshot().failures, 1);
    }

    #[derive(Debug, thiserror::Error, Classify)]
    enum ServiceError {
        #[error("answer")]
        #[classify(transparent)]
        Status(#[from] StatusError),
        #[error("busy")]
        #[classify(overloaded)]
        Busy,
    }

    #[derive(Debug, PartialEq)]
    struct Reply(u32);

    impl Scriptable for Reply {}

    #[resilient(retries = 3, backoff = "1s", jitter = none)]
    async fn service() -> Result<Reply, ServiceError> {
        Ok(Reply(0))
    }

    #[tokio::test(start_paused = true)]
    async fn a_status_is_what_the_error_type_makes_of_it_with_its_headers() {
        let _isolated = isolate();
        let recording = record();
        let limited = Outcome::response(429, &[("retry-after", "20")], "slow down");
        script("service", [Outcome::status(500), limited, Outcome::answer(Reply(7))]);
        assert_eq!(service().await.unwrap(), Reply(7));
        let waits = recording.waits("service");
        assert!(waits[0] == s(1) && waits[1] >= s(20) && waits[1] <= s(22), "{waits:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_type_with_a_derived_classification_can_be_scripted() {
        let _isolated = isolate();
        script("service", [Outcome::error(ServiceError::Busy), Outcome::answer(Reply(1))]);
        assert_eq!(service().await.unwrap(), Reply(1));
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_error_of_a_script_is_what_the_caller_gets() {
        let _isolated = isolate();
        script("service", (0..4).map(|_| Outcome::error(ServiceError::Busy)));
        assert!(matches!(service().await, Err(ServiceError::Busy)));
    }

    #[test]
    fn an_outcome_of_another_type_is_told_with_both_types() {
        let _isolated = isolate();
        script("service", [Outcome::error(io::Error::other("x"))]);
        let message = failure(|| drop(block_on(service())));
        assert!(message.contains("an error of type `std::io::error::Error`"), "{message}");
        assert!(message.contains("it returns `testing::scripts::ServiceError`"), "{message}");
    }

    #[test]
    fn a_status_for_an_error_type_that_takes_none_is_told() {
        let _isolated = isolate();
        script("chat", [Outcome::status(503)]);
        let message = failure(|| drop(block_on(chat(&Api::new(&[good()])))));
        assert!(message.contains("is not `From<StatusError>`; write `Outcome::error"), "{message}");
    }

    #[resilient(retries = 0)]
    async fn borrowing<'a>(text: &'a str) -> Result<&'a str, ApiError> {
        Ok(text)
    }

    #[resilient(retries = 0)]
    async fn generic<T: Clone>(value: T) -> Result<T, ApiError> {
        Ok(value)
    }

    type Hidden<'a> = std::pin::Pin<Box<dyn Future<Output = Result<u32, ApiError>> + Send + 'a>>;

    #[resilient(retries = 1, timeout = "1s", backoff = none)]
    fn hidden(value: &u32) -> Hidden<'_> {
        Box::pin(async move { Ok(*value) })
    }

    #[tokio::test(start_paused = true)]
    async fn functions_that_borrow_or_are_generic_can_be_made_to_fail() {
        let _isolated = isolate();
        script("borrowing", [server()]);
        script("generic", [server()]);
        assert!(borrowing("a").await.is_err() && generic(1).await.is_err());
        assert_eq!((borrowing("a").await.unwrap(), generic(1).await.unwrap()), ("a", 1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_function_whose_return_type_is_hidden_can_be_made_to_hang() {
        let _isolated = isolate();
        let recording = record();
        script("hidden", [Outcome::hang()]);
        assert_eq!(hidden(&7).await, Ok(7));
        assert_eq!(recording.attempts("hidden"), 2);
    }

    #[test]
    fn a_value_for_a_hidden_type_is_told() {
        let _isolated = isolate();
        script("generic", [Outcome::answer(5_u32)]);
        let message = failure(|| drop(block_on(generic(1_u32))));
        assert!(message.contains("or a type parameter"), "{message}");
    }

    #[test]
    fn a_hang_that_nothing_ends_fails_the_test_at_once() {
        let _isolated = isolate();
        script("service", [Outcome::hang()]);
        let message = failure(|| drop(block_on(service())));
        assert!(message.contains("hang, and nothing ended that"), "{message}");
    }

    #[test]
    fn a_script_for_a_function_that_is_never_called_fails_the_test() {
        let forgets = || {
            let _isolated = isolate();
            script("serivce", [Outcome::hang()]);
            drop(block_on(service()));
        };
        let expected =
            "the script for `serivce` was not used; `testing::scripts::service` was called";
        assert_eq!(failure(forgets), expected);
        let scoped = testing::scope(async { script("serivce", [Outcome::hang()]) });
        assert!(failure(|| block_on(scoped)).ends_with("no function was called"));
    }

    #[test]
    fn a_script_that_is_half_used_is_none_of_our_business() {
        let _isolated = isolate();
        script("service", [Outcome::real(), Outcome::hang()]);
        assert!(block_on(service()).is_ok());
    }

    #[test]
    fn a_script_that_fits_several_functions_is_told() {
        mod a {
            #[super::resilient(retries = 0)]
            pub(super) async fn twin() -> std::io::Result<()> {
                Ok(())
            }
        }
        mod b {
            #[super::resilient(retries = 0)]
            pub(super) async fn twin() -> std::io::Result<()> {
                Ok(())
            }
        }
        let _isolated = isolate();
        script("twin", [Outcome::real(), Outcome::real()]);
        script("b::twin", [Outcome::error(io::Error::other("b"))]);
        assert!(block_on(a::twin()).is_ok() && block_on(b::twin()).is_err());
        script("only::twin", []);
        let twice = || {
            let _isolated = isolate();
            script("twin", [Outcome::real()]);
            let _ = (block_on(a::twin()), block_on(b::twin()));
        };
        assert!(failure(twice).starts_with("the script for `twin` fits `testing::scripts::"));
    }

    #[tokio::test(start_paused = true)]
    async fn scripts_are_of_their_scope() {
        let scripted = async {
            script("service", [Outcome::answer(Reply(1))]);
            tokio::task::yield_now().await;
            service().await.unwrap()
        };
        let other = async { service().await.unwrap() };
        let both = tokio::join!(testing::scope(scripted), testing::scope(other));
        assert_eq!(both, (Reply(1), Reply(0)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_bypassed_call_is_its_scripted_body() {
        let _isolated = isolate();
        script("chat", [server()]);
        assert!(bypass(chat(&Api::new(&[good()]))).await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_script_follows_the_clock_of_the_test() {
        let _isolated = isolate();
        let began = Instant::now();
        script("chat", [server(), server(), server()]);
        assert!(chat(&Api::new(&[good()])).await.is_err());
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::Open);
        assert_eq!(began.elapsed(), s(2));
        tokio::time::advance(s(40)).await;
        assert!(chat(&Api::new(&[good()])).await.is_ok());
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::Closed);
    }
}

mod resets {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_reset_closes_what_is_open_keeps_its_identity_and_forgets_scripts() {
        let _isolated = isolate();
        let _ = chat(&Api::new(&[bad(Class::Server)])).await;
        let held = breaker("shared").unwrap();
        script("chat", [server()]);
        reset();
        assert_eq!((held.state(), held.snapshot().failures), (BreakerState::Closed, 0));
        assert!(chat(&Api::new(&[good()])).await.is_ok());
        assert_eq!(held.snapshot().calls, 1);
    }

    #[test]
    fn a_reset_is_of_its_scope() {
        let (one, two) = (Scope::new(), Scope::new());
        let open = |scope: &Scope| {
            let _inside = scope.isolate();
            block_on(async { drop(chat(&Api::new(&[good()])).await) });
            breaker("shared").unwrap().force_open();
        };
        open(&one);
        open(&two);
        let inside = one.isolate();
        reset();
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::Closed);
        drop(inside);
        let _inside = two.isolate();
        assert_eq!(breaker("shared").unwrap().state(), BreakerState::ForcedOpen);
    }
}

#[test]
fn a_scope_may_be_shared_by_threads() {
    let scope = Scope::new();
    let seen = Arc::new(Mutex::new(HashSet::new()));
    thread::scope(|threads| {
        for _ in 0..4 {
            let (scope, seen) = (scope.clone(), Arc::clone(&seen));
            threads.spawn(move || {
                let _inside = scope.isolate();
                drop(block_on(chat(&Api::new(&[good()]))));
                let name = breaker("shared").unwrap().name().to_owned();
                seen.lock().unwrap().insert(name);
            });
        }
    });
    let _inside = scope.isolate();
    assert_eq!(breaker("shared").unwrap().snapshot().calls, 4);
}

#[test]
fn an_outcome_says_what_kind_it_is() {
    let kinds =
        [Outcome::answer(1_u8), server(), Outcome::hang(), Outcome::panic(), Outcome::real()];
    assert_eq!(format!("{kinds:?}"), "[Answer(..), Error(..), Hang, Panic, Real]");
}
