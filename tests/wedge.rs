//! Tries to wedge a breaker for good: whatever callers, callbacks and hands do to it, it closes again.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use resilient::{Breaker, BreakerMode, BreakerState, Class, Error, Snapshot, Verdict};
use resilient::{breaker, breakers, on_breaker_change, resilient};
use tokio::time::{advance, sleep, timeout};

use common::{Api, ApiError, bad, failed, good, hangs, limited, ms, panics, s};

mod common;

/// Each test has a breaker of its own: `name`.
#[resilient(retries = 0, breaker = breaker("wedge:{name}", consecutive = 1, open = "10s"))]
async fn once(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

fn known(name: &str) -> Breaker {
    breaker(&format!("wedge:{name}")).unwrap()
}

fn seen(name: &str) -> Snapshot {
    known(name).snapshot()
}

/// A breaker whose open time is over.
async fn recovering(name: &str) {
    let _ = once(&Api::new(&[bad(Class::Server)]), name).await;
    assert_eq!(seen(name).state, BreakerState::Open);
    advance(s(12)).await;
}

/// Whatever came before, one good answer after its time is enough.
async fn closes(name: &str) {
    advance(s(400)).await;
    let answer = once(&Api::new(&[good()]), name).await;
    let snapshot = seen(name);
    assert!(answer.is_ok(), "{name}: {snapshot:?}");
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::Closed, 0), "{name}");
}

fn polled<F: Future>(call: Pin<&mut F>) -> Poll<F::Output> {
    call.poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls once and swallows a panic.
fn polled_in_peace<F: Future>(call: Pin<&mut F>) -> Option<Poll<F::Output>> {
    catch_unwind(AssertUnwindSafe(|| polled(call))).ok()
}

const HANDS: [fn(&Breaker); 4] =
    [Breaker::force_open, Breaker::force_close, Breaker::disable, Breaker::reset];

#[resilient(
    retries = 0,
    timeout = "30s",
    breaker = breaker("wedge:{name}", consecutive = 1, open = "10s")
)]
async fn timed(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

#[tokio::test(start_paused = true)]
async fn t6_a_probe_that_times_out_after_its_lease_does_not_leave_it_half_open() {
    let api = Api::new(&[bad(Class::Server), hangs()]);
    let _ = timed(&api, "late-timeout").await;
    advance(s(12)).await;
    let mut probe = pin!(timed(&api, "late-timeout"));
    assert!(polled(probe.as_mut()).is_pending());
    advance(s(30)).await;
    // Of many callers one comes in the very moment in which the lease ends.
    let mut next = pin!(timed(&api, "late-timeout"));
    assert!(polled(next.as_mut()).is_pending());
    assert!(probe.await.is_err());
    assert_eq!(seen("late-timeout").state, BreakerState::Open);
    assert!(next.await.is_err());
    assert_eq!((seen("late-timeout").stale, seen("late-timeout").generation), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn t6_answers_that_take_longer_than_the_lease_do_not_keep_it_half_open() {
    recovering("slow-answers").await;
    let api: &'static Api = Box::leak(Box::new(Api::new(&[good().after(s(15))])));
    // Without a timeout nobody knows how long a probe may take, and somebody calls every second.
    for _ in 0..60 {
        tokio::spawn(once(api, "slow-answers"));
        sleep(s(1)).await;
    }
    assert_eq!(seen("slow-answers").state, BreakerState::Closed, "{:?}", seen("slow-answers"));
}

#[tokio::test(start_paused = true)]
async fn e22_t3_a_probe_that_is_polled_again_after_its_lease_does_not_close_it() {
    let api = Api::new(&[bad(Class::Server), good().after(s(1)), good().after(s(1))]);
    let _ = timed(&api, "kept").await;
    advance(s(12)).await;
    let mut kept = pin!(timed(&api, "kept"));
    assert!(polled(kept.as_mut()).is_pending());
    advance(s(30)).await;
    let mut next = pin!(timed(&api, "kept"));
    assert!(polled(next.as_mut()).is_pending());
    assert!(kept.await.is_ok());
    let snapshot = seen("kept");
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::HalfOpen, 1));
    assert!(next.await.is_ok());
    assert_eq!(seen("kept").state, BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn fault_70_a_hand_in_the_middle_of_a_probe_is_not_undone_by_its_end() {
    let replies = [good(), bad(Class::Server), bad(Class::Auth), limited(s(5)), panics()];
    for (number, hand) in HANDS.into_iter().enumerate() {
        for (reply, is_dropped) in replies.iter().flat_map(|it| [(it, false), (it, true)]) {
            let name = format!("hand-{number}-{reply:?}-{is_dropped}");
            recovering(&name).await;
            let api = Api::new(&[reply.after(s(1))]);
            let mut probe = Box::pin(once(&api, &name));
            assert!(polled(probe.as_mut()).is_pending());
            hand(&known(&name));
            let state = known(&name).state();
            advance(s(2)).await;
            if !is_dropped {
                let _ = polled_in_peace(probe.as_mut());
            }
            drop(probe);
            assert_eq!((known(&name).state(), seen(&name).probes), (state, 0), "{name}");
            known(&name).reset();
            closes(&name).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn fault_24_a_callback_that_meddles_with_the_breaker_and_calls_through_it_wedges_nothing() {
    use BreakerState::{Closed, HalfOpen, Open};
    for (number, hand) in HANDS.into_iter().enumerate() {
        for at in [Open, HalfOpen, Closed] {
            let name = format!("meddle-{number}-{at}");
            let (watched, times) = (name.clone(), AtomicU32::new(0));
            let listener = on_breaker_change(move |change| {
                let is_ours = change.breaker.strip_prefix("wedge:") == Some(&watched);
                if is_ours && change.to == at && times.fetch_add(1, Ordering::Relaxed) == 0 {
                    hand(&known(&watched));
                    let _ = polled(pin!(once(&Api::new(&[good()]), &watched)));
                    assert!(seen(&watched).probes <= 1);
                }
            });
            let api = Api::new(&[bad(Class::Server), good()]);
            for _ in 0..3 {
                let _ = once(&api, &name).await;
                advance(s(12)).await;
            }
            drop(listener);
            assert_eq!(seen(&name).probes, 0, "{name}");
            known(&name).reset();
            closes(&name).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn fault_23_a_callback_that_panics_while_a_body_panics_wedges_nothing() {
    let _listener = on_breaker_change(|change| assert_ne!(change.breaker, "wedge:both-panic"));
    recovering("both-panic").await;
    assert!(polled_in_peace(pin!(once(&Api::new(&[panics()]), "both-panic"))).is_none());
    assert_eq!(seen("both-panic").state, BreakerState::Open);
    closes("both-panic").await;
}

#[tokio::test(start_paused = true)]
async fn t6_probes_that_are_rate_limited_do_not_keep_it_half_open() {
    recovering("limited-probes").await;
    for _ in 0..5 {
        let _ = once(&Api::new(&[limited(s(5))]), "limited-probes").await;
        let snapshot = seen("limited-probes");
        assert_eq!((snapshot.state, snapshot.probes), (BreakerState::HalfOpen, 0));
        assert_eq!(snapshot.shut_for, Some(s(5)));
        advance(s(5)).await;
    }
    closes("limited-probes").await;
}

#[tokio::test(start_paused = true)]
async fn t6_callers_that_leave_a_gate_in_front_of_a_half_open_breaker_take_no_place() {
    recovering("gate-and-probe").await;
    let _ = once(&Api::new(&[limited(s(5))]), "gate-and-probe").await;
    for tenths in 0..70 {
        let api = Api::new(&[hangs()]);
        let _ = timeout(ms(tenths * 100), once(&api, "gate-and-probe")).await;
        assert_eq!(seen("gate-and-probe").probes, 0, "{tenths}");
    }
    closes("gate-and-probe").await;
}

#[resilient(
    retries = 0,
    deadline = "2s",
    breaker = breaker("wedge:{name}", consecutive = 1, open = "10s")
)]
async fn soon(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

#[tokio::test(start_paused = true)]
async fn callers_with_less_time_than_the_gate_take_no_place() {
    let _ = soon(&Api::new(&[bad(Class::Server)]), "little-time").await;
    advance(s(12)).await;
    let _ = soon(&Api::new(&[limited(s(5))]), "little-time").await;
    let api = Api::new(&[good()]);
    for _ in 0..10 {
        let stop = soon(&api, "little-time").await;
        assert!(matches!(stop, Err(ApiError::Stopped(Error::GateClosed { .. }))), "{stop:?}");
    }
    assert_eq!((api.attempts(), seen("little-time").probes), (0, 0));
    closes("little-time").await;
}

#[tokio::test(start_paused = true)]
async fn bad_input_no_hint_keeps_callers_away_for_longer_than_a_day() {
    let hints = [Duration::ZERO, Duration::from_nanos(1), s(u64::MAX), Duration::MAX];
    for (number, hint) in hints.into_iter().enumerate() {
        for class in common::CLASSES {
            let name = format!("hint-{number}-{class:?}");
            let api = Api::new(&[bad(Verdict::from(class).retry_after(hint))]);
            // In the closed breaker, and as a probe, if it has opened.
            for _ in 0..2 {
                let _ = once(&api, &name).await;
                let Snapshot { open_for, shut_for, .. } = seen(&name);
                let left = open_for.max(shut_for).unwrap_or_default();
                assert!(left <= s(24 * 3_600), "{name}: {left:?}");
                advance(left).await;
            }
            closes(&name).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn fault_11_a_probe_whose_caller_races_it_against_a_timer_is_settled_once() {
    for late in 0..20 {
        let name = format!("select-{late}");
        recovering(&name).await;
        let api = Api::new(&[good().after(ms(10))]);
        tokio::select! {
            _ = once(&api, &name) => {}
            () = sleep(ms(late)) => {}
        }
        let snapshot = seen(&name);
        assert_eq!((snapshot.probes, snapshot.stale), (0, 0), "{name}");
        assert!(late == 10 || (snapshot.state == BreakerState::Closed) == (late > 10), "{name}");
        closes(&name).await;
    }
}

#[resilient(
    retries = 0,
    breaker = breaker("wedge-slow", slow_rate = 100, slow = "1s", last = 2, open = "10s")
)]
async fn slow(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn t6_slow_probes_that_are_given_up_do_not_keep_it_half_open() {
    let api = Api::new(&[hangs()]);
    let state = || breaker("wedge-slow").unwrap().state();
    for _ in 0..2 {
        let _ = timeout(s(2), slow(&api)).await;
    }
    assert_eq!(state(), BreakerState::Open);
    advance(s(12)).await;
    // Given up before it was slow, it says nothing.
    let _ = timeout(s(1), slow(&api)).await;
    assert_eq!(state(), BreakerState::HalfOpen);
    let _ = timeout(ms(1_001), slow(&api)).await;
    assert_eq!(state(), BreakerState::Open);
    advance(s(400)).await;
    assert!(slow(&Api::new(&[good()])).await.is_ok());
    assert_eq!(state(), BreakerState::Closed);
}

#[resilient(
    retries = 0,
    breaker = breaker("wedge-trial", consecutive = 1, open = "10s", mode = observe)
)]
async fn on_trial(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn t6_probes_on_trial_that_are_dropped_do_not_keep_it_half_open() {
    let _ = on_trial(&Api::new(&[bad(Class::Server)])).await;
    advance(s(12)).await;
    let api = Api::new(&[hangs()]);
    for _ in 0..10 {
        let (mut probe, mut beside) = (Box::pin(on_trial(&api)), Box::pin(on_trial(&api)));
        assert!(polled(probe.as_mut()).is_pending() && polled(beside.as_mut()).is_pending());
    }
    let snapshot = breaker("wedge-trial").unwrap().snapshot();
    assert_eq!((snapshot.mode, snapshot.state), (BreakerMode::Observe, BreakerState::HalfOpen));
    assert_eq!((snapshot.probes, snapshot.rejected, snapshot.stale), (0, 10, 0));
    assert!(on_trial(&Api::new(&[good()])).await.is_ok());
    assert_eq!(breaker("wedge-trial").unwrap().state(), BreakerState::Closed);
}

#[resilient(
    retries = 0,
    breaker = breaker("wedge-family:{key}", consecutive = 1, open = "10s", keys = 100)
)]
async fn of_a_family(api: &Api, key: u32) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn fault_76_a_family_whose_keys_were_all_open_once_does_not_stay_above_its_bound() {
    let kept = || breakers().iter().filter(|it| it.name().starts_with("wedge-family:")).count();
    let fails = Api::new(&[bad(Class::Server)]);
    for key in 0..1_000 {
        let _ = of_a_family(&fails, key).await;
    }
    assert_eq!(kept(), 1_000);
    advance(s(400)).await;
    for key in 1_000..1_100 {
        assert!(of_a_family(&Api::new(&[good()]), key).await.is_ok());
    }
    assert_eq!(kept(), 100);
}

/// With real time: runtimes that end don't share a paused clock.
#[resilient(
    retries = 0,
    timeout = "1h",
    breaker = breaker("wedge-runtimes:{name}", consecutive = 1, open = "1ms", open_max = "1ms")
)]
async fn briefly_open(
    name: &str,
    waits: bool,
    answer: Result<(), ApiError>,
) -> Result<(), ApiError> {
    if waits {
        std::future::pending::<()>().await;
    }
    answer
}

fn open_time_passes() {
    std::thread::sleep(ms(5));
}

#[test]
fn fault_91_92_a_runtime_that_ends_while_its_probe_is_out_gives_the_place_to_the_next() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(1).enable_time().build().unwrap()
    };
    let snapshot = || breaker("wedge-runtimes:ends").unwrap().snapshot();
    let fails = || Err(failed(Class::Server, 1));
    assert!(runtime().block_on(briefly_open("ends", false, fails())).is_err());
    open_time_passes();
    let ends = runtime();
    let (entered, mut probe) = (ends.enter(), Box::pin(briefly_open("ends", true, Ok(()))));
    assert!(polled(probe.as_mut()).is_pending());
    drop(entered);
    ends.spawn(probe);
    assert_eq!((snapshot().state, snapshot().probes), (BreakerState::HalfOpen, 1));
    drop(ends);
    assert_eq!((snapshot().state, snapshot().probes), (BreakerState::HalfOpen, 0));
    assert_eq!(runtime().block_on(briefly_open("ends", false, Ok(()))), Ok(()));
    assert_eq!(snapshot().state, BreakerState::Closed);
}

#[test]
fn fault_89_a_probe_without_a_runtime_gives_its_place_back() {
    let fails = Err(failed(Class::Server, 1));
    assert!(polled(pin!(briefly_open("none", false, fails))).is_ready());
    open_time_passes();
    for _ in 0..3 {
        let stopped = polled(pin!(briefly_open("none", true, Ok(()))));
        assert_eq!(stopped, Poll::Ready(Err(ApiError::Stopped(Error::NoTimer))));
        assert_eq!(breaker("wedge-runtimes:none").unwrap().snapshot().probes, 0);
    }
    assert_eq!(polled(pin!(briefly_open("none", false, Ok(())))), Poll::Ready(Ok(())));
    assert_eq!(breaker("wedge-runtimes:none").unwrap().state(), BreakerState::Closed);
}

/// An error or an argument that panics when it is dropped.
#[derive(Debug, Clone)]
struct Heavy;

impl Drop for Heavy {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "a drop that panics");
    }
}

impl resilient::Classify for Heavy {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

impl From<Error> for Heavy {
    fn from(_: Error) -> Self {
        Self
    }
}

#[resilient(
    retries = 1,
    backoff = none,
    breaker = breaker("wedge:{name}", consecutive = 1, open = "10s"),
    fallback = [light()]
)]
async fn fails_heavily(name: &str, held: Heavy) -> Result<(), Heavy> {
    std::mem::forget(held);
    Err(Heavy)
}

fn light() -> impl Future<Output = Result<(), Heavy>> {
    std::future::ready(Ok(()))
}

#[resilient(retries = 0, breaker = breaker("wedge:{name}", consecutive = 1, open = "10s"))]
async fn holds_heavily(api: &Api, name: &str, held: Heavy) -> Result<String, ApiError> {
    let _held = held;
    api.ask(name).await
}

#[tokio::test(start_paused = true)]
async fn fault_22_an_error_or_an_argument_whose_drop_panics_in_a_probe_holds_no_place() {
    for is_argument in [false, true] {
        let name = format!("heavy-{is_argument}");
        recovering(&name).await;
        let panicked = if is_argument {
            let api = Api::new(&[good()]);
            polled_in_peace(pin!(holds_heavily(&api, &name, Heavy))).is_none()
        } else {
            polled_in_peace(pin!(fails_heavily(&name, Heavy))).is_none()
        };
        assert!(panicked);
        assert_eq!((seen(&name).state, seen(&name).probes), (BreakerState::Open, 0), "{name}");
        closes(&name).await;
    }
}

/// Counts the polls of a call until it is ready.
async fn polls<F: Future>(call: F) -> u64 {
    let (mut call, mut polls) = (pin!(call), 0);
    poll_fn(|cx| {
        polls += 1;
        call.as_mut().poll(cx).map(|_| ())
    })
    .await;
    polls
}

#[tokio::test(start_paused = true)]
async fn a_crowd_at_a_half_open_breaker_is_turned_away_at_once_and_not_left_waiting() {
    recovering("crowd").await;
    let api = Arc::new(Api::new(&[hangs()]));
    let mut probe = Box::pin(once(&api, "crowd"));
    assert!(polled(probe.as_mut()).is_pending());
    for _ in 0..100 {
        assert_eq!(polls(once(&api, "crowd")).await, 1);
    }
    assert_eq!((seen("crowd").rejected, api.attempts()), (100, 1));
    drop(probe);
    closes("crowd").await;
}

/// A call through the breaker of the one that it calls.
#[resilient(retries = 0, breaker = breaker("wedge:{name}", consecutive = 1, open = "10s"))]
async fn around(api: &Api, name: &str) -> Result<String, ApiError> {
    sleep(s(1)).await;
    once(api, name).await
}

#[tokio::test(start_paused = true)]
async fn a_call_inside_a_probe_of_its_own_breaker_does_not_keep_it_open_for_ever() {
    recovering("inside").await;
    let api = Api::new(&[bad(Class::Server), good().after(s(1))]);
    assert!(around(&api, "inside").await.is_err());
    let Snapshot { state, rejected, .. } = seen("inside");
    assert_eq!((state, rejected, api.attempts()), (BreakerState::Open, 0, 1));
    advance(s(400)).await;
    assert!(around(&api, "inside").await.is_ok());
    assert_eq!((seen("inside").state, seen("inside").stale), (BreakerState::Closed, 0));
    recovering("inside").await;
    // Who is beside it, and not inside, is turned away as ever.
    let (probe, beside) = tokio::join!(around(&api, "inside"), once(&api, "inside"));
    assert!(probe.is_ok() && beside.is_err());
}
