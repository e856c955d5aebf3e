//! A hundred thousand tasks on real threads: no probe too many, no permit lost, and all counts add up.

use std::future::poll_fn;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use resilient::{BreakerState, Class, Declared, Error, breaker, on_breaker_change, resilient};
use tokio::task::{JoinSet, yield_now};

use common::{ApiError, failed};

mod common;

breaker! {
    // A lease is as long as the timeout, so none runs out here.
    static HERD = "stress-herd" { consecutive = 1, open = "1ms", open_max = "1ms", probes = 3, closes_after = 1_000_000 }
    static STORM = "stress-storm" { consecutive = 3, open = "1ms", open_max = "1ms", probes = 2, closes_after = 2 }
    static COUNTS = "stress-counts" { failure_rate = 100, within = "1h", min_calls = 1_000_000 }
    static RUNS = "stress-runs" { consecutive = 1_000_000 }
}

#[resilient(retries = 0, timeout = "1h", breaker = HERD)]
async fn herd(plan: Plan, inside: &Gauge) -> Result<(), ApiError> {
    body(plan, inside).await
}

#[resilient(retries = 0, timeout = "1h", breaker = STORM)]
async fn storm(plan: Plan, inside: &Gauge) -> Result<(), ApiError> {
    body(plan, inside).await
}

#[resilient(retries = 0, breaker = COUNTS)]
async fn counts(plan: Plan, inside: &Gauge) -> Result<(), ApiError> {
    body(plan, inside).await
}

#[resilient(retries = 0, breaker = RUNS)]
async fn runs(plan: Plan, inside: &Gauge) -> Result<(), ApiError> {
    body(plan, inside).await
}

/// What one call does.
#[derive(Debug, Clone, Copy)]
struct Plan {
    /// How often its body waits.
    awaits: u64,
    end: End,
    /// After so many polls its caller drops it.
    dropped_after: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Good,
    Bad,
    /// Before the await of this number.
    Panic(u64),
}

/// What became of one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Good,
    Bad,
    Panicked,
    Rejected,
    Dropped,
}

/// How many bodies run, how many ever ran at once, and how many began.
#[derive(Debug, Default)]
struct Gauge {
    running: AtomicU64,
    most: AtomicU64,
    begun: AtomicU64,
}

struct Inside<'a>(&'a Gauge);

impl Gauge {
    fn enter(&self) -> Inside<'_> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        Inside(self)
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn body(plan: Plan, inside: &Gauge) -> Result<(), ApiError> {
    let _inside = inside.enter();
    for number in 0..=plan.awaits {
        if plan.end == End::Panic(number) {
            // Past the panic hook, which would print each.
            resume_unwind(Box::new("as planned"));
        }
        if number < plan.awaits {
            yield_now().await;
        }
    }
    if plan.end == End::Bad { Err(failed(Class::Server, 1)) } else { Ok(()) }
}

/// Polls a call at most so often, then drops it.
async fn polled<T>(call: impl Future<Output = T>, at_most: Option<u64>) -> Option<T> {
    let (mut call, mut polls) = (pin!(call), 0);
    poll_fn(|cx| {
        if at_most.is_some_and(|most| polls >= most) {
            return Poll::Ready(None);
        }
        polls += 1;
        call.as_mut().poll(cx).map(Some)
    })
    .await
}

/// A task for each plan, all at once; returns what became of them.
async fn play<F, C>(plans: impl Iterator<Item = Plan>, inside: &Arc<Gauge>, call: C) -> Vec<Fate>
where
    C: Fn(Plan, Arc<Gauge>) -> F + Copy + Send + 'static,
    F: Future<Output = Result<(), ApiError>> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    for plan in plans {
        let inside = Arc::clone(inside);
        tasks.spawn(async move {
            let ended = polled(call(plan, inside), plan.dropped_after).await;
            match ended {
                None => Fate::Dropped,
                Some(Ok(())) => Fate::Good,
                Some(Err(ApiError::Failed { .. })) => Fate::Bad,
                Some(Err(ApiError::Stopped(Error::BreakerOpen { .. }))) => Fate::Rejected,
                Some(Err(other)) => panic!("{other:?}"),
            }
        });
    }
    let mut fates = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        fates.push(ended.unwrap_or(Fate::Panicked));
    }
    fates
}

fn count(fates: &[Fate], fate: Fate) -> u64 {
    fates.iter().filter(|one| **one == fate).count() as u64
}

/// A repeatable die with so many sides.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |sides| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    }
}

/// Any plan; one of three is dropped by its caller, at any of its awaits.
fn plans(number: usize, seed: u64) -> impl Iterator<Item = Plan> {
    let mut dice = dice(seed);
    (0..number).map(move |_| {
        let awaits = dice(5);
        let end = match dice(8) {
            0 => End::Panic(dice(awaits + 1)),
            1..4 => End::Bad,
            _ => End::Good,
        };
        let dropped_after = (dice(3) == 0).then(|| dice(awaits + 1));
        Plan { awaits, end, dropped_after }
    })
}

/// Opens a breaker of one failure, and waits until its open time is over.
async fn recovering() {
    let fails = Plan { awaits: 0, end: End::Bad, dropped_after: None };
    let _ = herd(fails, &Gauge::default()).await;
    tokio::time::sleep(Duration::from_millis(5)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fault_56_a_herd_at_a_half_open_breaker_finds_its_probes_and_loses_none() {
    recovering().await;
    let inside = Arc::new(Gauge::default());
    // Nothing ends the half-open time: probes succeed, but never often enough, or are dropped.
    let plans: Vec<_> = plans(40_000, 1).map(|plan| Plan { end: End::Good, ..plan }).collect();
    let never_polled = plans.iter().filter(|plan| plan.dropped_after == Some(0)).count() as u64;
    let call = |plan, inside: Arc<Gauge>| async move { herd(plan, &inside).await };
    let fates = play(plans.into_iter(), &inside, call).await;
    let snapshot = HERD.snapshot();
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::HalfOpen, 0));
    assert_eq!(inside.most.load(Ordering::SeqCst), 3);
    assert_eq!(snapshot.rejected, count(&fates, Fate::Rejected));
    let through = fates.len() as u64 - snapshot.rejected - never_polled;
    assert_eq!(inside.begun.load(Ordering::SeqCst), through);
    assert_eq!((snapshot.stale, snapshot.generation), (0, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_storm_of_failures_panics_and_drops_wedges_nothing() {
    let (told, probes) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let _listener = on_breaker_change({
        let (told, probes) = (Arc::clone(&told), Arc::clone(&probes));
        move |change| {
            told.fetch_add(u64::from(change.breaker == "stress-storm"), Ordering::SeqCst);
            probes.fetch_max(STORM.snapshot().probes.into(), Ordering::SeqCst);
        }
    });
    let inside = Arc::new(Gauge::default());
    let mut rejected = 0;
    for round in 0..40 {
        let call = |plan, inside: Arc<Gauge>| async move {
            let answer = storm(plan, &inside).await;
            assert!(STORM.snapshot().probes <= 2);
            answer
        };
        rejected += count(&play(plans(1_000, round), &inside, call).await, Fate::Rejected);
        let snapshot = STORM.snapshot();
        assert_eq!((snapshot.probes, snapshot.rejected), (0, rejected), "{snapshot:?}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(inside.running.load(Ordering::SeqCst), 0);
    assert_eq!(told.load(Ordering::SeqCst), STORM.snapshot().generation);
    assert!(told.load(Ordering::SeqCst) > 40);
    assert!(probes.load(Ordering::SeqCst) <= 2);
    closes_again().await;
}

/// Two probes that succeed are enough, whatever came before.
async fn closes_again() {
    tokio::time::sleep(Duration::from_millis(5)).await;
    for _ in 0..2 {
        let good = Plan { awaits: 1, end: End::Good, dropped_after: None };
        assert_eq!(storm(good, &Gauge::default()).await, Ok(()));
    }
    assert_eq!(STORM.state(), BreakerState::Closed);
}

/// Plays ten thousand plans, and returns the calls, failures and failures in a row that remain.
async fn tally<F, C>(of: &Declared, call: C) -> ([u64; 3], Vec<Fate>)
where
    C: Fn(Plan, Arc<Gauge>) -> F + Copy + Send + 'static,
    F: Future<Output = Result<(), ApiError>> + Send + 'static,
{
    let fates = play(plans(10_000, 7), &Arc::default(), call).await;
    let snapshot = of.snapshot();
    assert_eq!((snapshot.rejected, snapshot.stale, snapshot.generation), (0, 0, 0));
    ([snapshot.calls, snapshot.failures, snapshot.consecutive.into()], fates)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fault_155_every_end_is_counted_once() {
    let call = |plan, inside: Arc<Gauge>| async move { counts(plan, &inside).await };
    let ([calls, failures, _], fates) = tally(&COUNTS, call).await;
    let failed = count(&fates, Fate::Bad) + count(&fates, Fate::Panicked);
    assert_eq!((calls, failures), (failed + count(&fates, Fate::Good), failed));
    assert!(failed > 1_000 && count(&fates, Fate::Dropped) > 1_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_run_of_failures_from_many_threads_is_counted_to_the_last() {
    let call = |plan: Plan, inside: Arc<Gauge>| async move {
        let end = if plan.end == End::Good { End::Bad } else { plan.end };
        runs(Plan { end, ..plan }, &inside).await
    };
    let ([calls, _, consecutive], fates) = tally(&RUNS, call).await;
    let failed = count(&fates, Fate::Bad) + count(&fates, Fate::Panicked);
    assert_eq!((calls, consecutive), (0, failed));
}
