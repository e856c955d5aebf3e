//! Scopes: what happens in a test is not seen outside, and nothing outside is seen in it.

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

#[resilient(retries = 0, breaker = breaker("by-hand", consecutive = 5, failure_rate = 100, min_calls = 1000))]
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
    tokio::spawn(async { chat(&Api::new(&[bad(Class::Server)])).await.is_err() }).await.unwrap();
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
