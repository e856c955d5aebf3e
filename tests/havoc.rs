//! Random havoc: whatever callers and hands have done to a breaker, it closes again.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;

use resilient::{Breaker, BreakerState, Class, Verdict, breaker, resilient};
use tokio::time::advance;

use common::{Api, ApiError, CLASSES, Reply, bad, good, limited, ms, panics, s};

mod common;

const HAVOCS: u64 = 500;
const STEPS: usize = 80;
const PROBES: u32 = 2;
const CLOSES_AFTER: u32 = 3;

#[resilient(
    retries = 1,
    backoff = constant("3s"),
    timeout = limit,
    breaker = breaker(
        "havoc:{name}",
        consecutive = 3, slow_rate = 50, slow = "20s", last = 8, min_calls = 4,
        open = "10s", probes = PROBES, closes_after = CLOSES_AFTER
    )
)]
async fn call(api: &Api, name: &str, limit: Duration) -> Result<String, ApiError> {
    api.ask(name).await
}

/// One breaker, and the callers that have not heard from it yet.
struct Havoc {
    name: &'static str,
    dice: u64,
    waiting: Vec<Waiting>,
}

type Waiting = Pin<Box<dyn Future<Output = Result<String, ApiError>>>>;

impl Havoc {
    fn new(seed: u64) -> Self {
        let name = Box::leak(format!("{seed}").into_boxed_str());
        Self { name, dice: seed, waiting: Vec::new() }
    }

    /// Throws a die with so many sides.
    fn throw(&mut self, sides: usize) -> usize {
        let next = self.dice.wrapping_mul(6_364_136_223_846_793_005);
        self.dice = next.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).unwrap() % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.throw(from.len())]
    }

    fn breaker(&self) -> Option<Breaker> {
        breaker(&format!("havoc:{}", self.name))
    }

    async fn step(&mut self) {
        match self.throw(12) {
            0..5 => self.begin(),
            5..7 => self.poll_one(),
            7 => self.lose_one(),
            8 => {
                let hands =
                    [Breaker::force_open, Breaker::force_close, Breaker::disable, Breaker::reset];
                let hand: fn(&Breaker) = self.pick(&hands);
                self.breaker().iter().for_each(hand);
            }
            _ => {
                let times = [1, 999, 3_000, 10_000, 11_000, 30_000, 400_000];
                advance(ms(self.pick(&times))).await;
            }
        }
        assert!(self.breaker().is_none_or(|it| it.snapshot().probes <= PROBES), "{}", self.name);
    }

    fn begin(&mut self) {
        let api: &'static Api = Box::leak(Box::new(Api::new(&[self.reply()])));
        let limit = s(self.pick(&[1, 9, 10, 30]));
        self.waiting.push(Box::pin(call(api, self.name, limit)));
        self.poll(self.waiting.len() - 1);
    }

    /// Any answer, and how late.
    fn reply(&mut self) -> Reply {
        let hint = s(self.pick(&[0, 1, 7, 90, 4_000, u64::MAX]));
        let reply = match self.throw(8) {
            0..3 => good(),
            3..5 => bad(Class::Server),
            5 => bad(Verdict::from(self.pick(&CLASSES)).retry_after(hint)),
            6 => limited(hint),
            _ => panics(),
        };
        reply.after(ms(self.pick(&[0, 0, 1, 5_000, 10_000, 30_000, 100_000])))
    }

    fn poll_one(&mut self) {
        if !self.waiting.is_empty() {
            let index = self.throw(self.waiting.len());
            self.poll(index);
        }
    }

    /// Polls a caller, which may panic or hear its answer, and is then gone.
    fn poll(&mut self, index: usize) {
        let call = self.waiting[index].as_mut();
        let mut context = Context::from_waker(Waker::noop());
        let polled = catch_unwind(AssertUnwindSafe(|| call.poll(&mut context)));
        if !polled.is_ok_and(|it| it.is_pending()) {
            drop(self.waiting.swap_remove(index));
        }
    }

    /// A caller goes away, or is forgotten for good.
    fn lose_one(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let index = self.throw(self.waiting.len());
        let lost = self.waiting.swap_remove(index);
        if self.throw(3) == 0 {
            std::mem::forget(lost);
        }
    }

    /// After a day no hint counts any more, and good answers are enough.
    async fn closes(&self) {
        let Some(known) = self.breaker() else { return };
        advance(s(25 * 3_600)).await;
        for _ in 0..CLOSES_AFTER {
            let answer = call(&Api::new(&[good()]), self.name, s(1)).await;
            assert!(answer.is_ok(), "{answer:?} of {:?}", known.snapshot());
        }
        assert_eq!(known.state(), BreakerState::Closed, "{:?}", known.snapshot());
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_callers_and_hands_have_done_it_closes_again() {
    use BreakerState::{Closed, HalfOpen, Open};
    for seed in 0..HAVOCS {
        let mut havoc = Havoc::new(seed);
        for _ in 0..STEPS {
            havoc.step().await;
        }
        if let Some(held) =
            havoc.breaker().filter(|it| ![Closed, Open, HalfOpen].contains(&it.state()))
        {
            held.reset();
        }
        // Those who still wait keep their futures, and don't poll them.
        havoc.closes().await;
        havoc.waiting.clear();
        havoc.closes().await;
    }
}
