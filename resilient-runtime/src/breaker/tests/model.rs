//! A breaker as one would write it who had all the memory and time: it keeps every result, and counts anew.

use std::time::{Duration, Instant};

use crate::breaker::report::Outcome;
use crate::breaker::rules::{Rules, Span};
use crate::breaker::snapshot::BreakerState::{self, Closed, Disabled, ForcedClosed, ForcedOpen};
use crate::breaker::snapshot::BreakerState::{HalfOpen, Open};

#[derive(Debug)]
pub(super) struct Model {
    rules: Rules,
    pub(super) state: BreakerState,
    pub(super) generation: u64,
    /// Every result that was ever counted, and which of them belong to the present counts.
    results: Vec<Result>,
    first: usize,
    began: Instant,
    latest: u64,
    openings: u32,
    until: Instant,
    pub(super) probes: Vec<Call>,
    /// The shortest lease, as late answers have taught.
    least: Duration,
    successes: u32,
    pub(super) rejected: u64,
    pub(super) stale: u64,
    gate: Option<(Instant, Duration)>,
    calls: u64,
}

#[derive(Debug, Clone, Copy)]
struct Result {
    outcome: Outcome,
    slow: bool,
    slice: u64,
}

/// A call that was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Call {
    number: u64,
    generation: u64,
    since: Instant,
    lease: Duration,
    pub(super) is_probe: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    In,
    Rejected(Option<Duration>),
    /// What is left of the hint, and the whole wait.
    Gate(Duration, Duration),
}

impl Model {
    pub(super) fn new(rules: Rules, now: Instant) -> Self {
        Self {
            rules,
            state: Closed,
            generation: 0,
            results: Vec::new(),
            first: 0,
            began: now,
            latest: 0,
            openings: 0,
            until: now,
            probes: Vec::new(),
            least: Duration::ZERO,
            successes: 0,
            rejected: 0,
            stale: 0,
            gate: None,
            calls: 0,
        }
    }

    pub(super) fn ask(
        &mut self,
        now: Instant,
        lease: Duration,
        dice: u64,
    ) -> (Answer, Option<Call>) {
        if let (Some((_, hint)), true) = (self.gate, self.heeds_gate()) {
            let Some(left) = self.shut_for(now) else {
                self.gate = None;
                return self.ask(now, lease, dice);
            };
            let spread = nanos(hint / 10).min(1_000_000_000);
            let late = Duration::from_nanos(dice % (spread + 1));
            return (Answer::Gate(left, left + late), None);
        }
        if self.state == Open && now >= self.until {
            (self.probes, self.successes) = (Vec::new(), 0);
            self.go(HalfOpen);
        }
        let on_trial = self.rules.only_observes();
        let turned_away = match self.state {
            Closed | ForcedClosed | Disabled => None,
            ForcedOpen => Some(None),
            Open => Some(Some(self.until - now)),
            HalfOpen if self.probes.len() < self.rules.probes as usize => None,
            HalfOpen => {
                let lease = |call: &Call| call.lease.max(self.least);
                let left = |call: &Call| lease(call).saturating_sub(since(now, call.since));
                let first = *self.probes.iter().min_by_key(|call| left(call)).unwrap();
                if left(&first).is_zero() {
                    self.probes.retain(|call| *call != first);
                    None
                } else {
                    Some(Some(left(&first)))
                }
            }
        };
        if let Some(retry_after) = turned_away {
            self.rejected += 1;
            // On trial it only counts whom it would have turned away, unless a person did.
            let let_in = on_trial && self.state != ForcedOpen;
            return (if let_in { Answer::In } else { Answer::Rejected(retry_after) }, None);
        }
        self.calls += 1;
        let (number, generation) = (self.calls, self.generation);
        let (lease, is_probe) = (lease.max(self.rules.open), self.state == HalfOpen);
        let call = Call { number, generation, since: now, lease, is_probe };
        self.probes.extend(is_probe.then_some(call));
        (Answer::In, Some(call))
    }

    pub(super) fn end(
        &mut self,
        call: Call,
        outcome: Outcome,
        hint: Option<Duration>,
        now: Instant,
        dice: u64,
    ) {
        let lost = call.is_probe && !self.probes.contains(&call);
        if call.generation != self.generation || lost && outcome != Outcome::Failure {
            if call.generation == self.generation
                && matches!(outcome, Outcome::Success | Outcome::Alive)
            {
                self.least = self.least.max((since(now, call.since) * 2).min(DAY / 24));
            }
            self.stale += 1;
            return;
        }
        self.probes.retain(|probe| *probe != call);
        let slow = self.rules.slow.is_some_and(|slow| since(now, call.since) > slow.above);
        let bad = match outcome {
            Outcome::Failure => true,
            Outcome::Success | Outcome::Abandoned => slow,
            Outcome::Alive | Outcome::Neutral => false,
        };
        match self.state {
            Closed | ForcedClosed => {
                if bad || outcome == Outcome::Success {
                    self.look(now);
                    self.results.push(Result { outcome, slow, slice: self.latest });
                }
                if self.state == Closed && bad && self.is_enough(now) {
                    self.open(hint, now, dice);
                }
            }
            HalfOpen if bad => self.open(hint, now, dice),
            HalfOpen if matches!(outcome, Outcome::Success | Outcome::Alive) => {
                self.successes += 1;
                if self.successes == self.rules.closes_after {
                    self.start_over(Closed, now);
                }
            }
            HalfOpen | Open | ForcedOpen | Disabled => {}
        }
    }

    /// Calls, failures and slow calls in the window.
    pub(super) fn tally(&mut self, now: Instant) -> (u64, u64, u64) {
        self.look(now);
        let measured = self.rules.failure_rate.is_some() || self.rules.slow.is_some();
        let all = || self.results[self.first..].iter().rev();
        let window: Vec<_> = match self.rules.span {
            _ if !measured => Vec::new(),
            Span::Calls(last) => all().take(last as usize).collect(),
            Span::Time(_) => all().filter(|result| result.slice + 10 > self.latest).collect(),
        };
        let count = |is: fn(&Result) -> bool| window.iter().filter(|it| is(it)).count() as u64;
        (window.len() as u64, count(|it| it.outcome == Outcome::Failure), count(|it| it.slow))
    }

    pub(super) fn consecutive(&self) -> usize {
        let run = self.results[self.first..].iter().rev();
        run.take_while(|it| it.outcome != Outcome::Success)
            .filter(|it| it.outcome == Outcome::Failure)
            .count()
    }

    pub(super) fn open_for(&self, now: Instant) -> Option<Duration> {
        (self.state == Open).then(|| self.until.saturating_duration_since(now))
    }

    pub(super) fn stays_shut(&self, now: Instant, pause: Duration) -> bool {
        let acts = !self.rules.only_observes();
        self.state == ForcedOpen || acts && self.open_for(now).is_some_and(|left| left > pause)
    }

    fn heeds_gate(&self) -> bool {
        self.state != Disabled && !self.rules.only_observes()
    }

    pub(super) fn shut_for(&self, now: Instant) -> Option<Duration> {
        let (shut, hint) = self.gate?;
        Some(hint.saturating_sub(since(now, shut))).filter(|left| !left.is_zero())
    }

    pub(super) fn shut_gate(&mut self, hint: Duration, now: Instant) {
        let hint = hint.min(DAY);
        if hint > self.shut_for(now).unwrap_or_default() {
            self.gate = Some((now, hint));
        }
    }

    /// A person switches it to `state`; closed is a reset.
    pub(super) fn switch(&mut self, state: BreakerState, now: Instant) {
        match state {
            ForcedOpen if self.state != ForcedOpen => self.go(ForcedOpen),
            ForcedClosed | Disabled if self.state != state => self.start_over(state, now),
            Closed => {
                self.gate = None;
                self.start_over(Closed, now);
            }
            _ => {}
        }
    }

    fn is_enough(&mut self, now: Instant) -> bool {
        let (calls, failures, slow) = self.tally(now);
        let judged = calls >= u64::from(self.rules.min_calls);
        let reaches = |part: u64, percent: u32| judged && part * 100 >= calls * u64::from(percent);
        self.rules.consecutive.is_some_and(|most| self.consecutive() >= most as usize)
            || self.rules.failure_rate.is_some_and(|rate| reaches(failures, rate))
            || self.rules.slow.is_some_and(|rule| reaches(slow, rule.rate))
    }

    fn open(&mut self, hint: Option<Duration>, now: Instant, dice: u64) {
        let most = nanos(self.rules.open_max);
        let wait = nanos(self.rules.open).saturating_mul(1 << self.openings.min(40)).min(most);
        let tenth = wait / 10;
        let drawn = wait - tenth + dice % (2 * tenth + 1);
        // Above the most it is mirrored.
        let wait = if drawn > most { 2 * most - drawn } else { drawn };
        let asked = hint.unwrap_or_default().min(DAY);
        self.until = now + Duration::from_nanos(wait).max(asked);
        self.openings += 1;
        self.go(Open);
    }

    fn start_over(&mut self, state: BreakerState, now: Instant) {
        (self.first, self.began, self.latest) = (self.results.len(), now, 0);
        self.openings = 0;
        self.go(state);
    }

    fn go(&mut self, state: BreakerState) {
        self.state = state;
        self.generation += 1;
        self.probes.clear();
        self.least = Duration::ZERO;
    }

    /// Time never goes back in a window.
    fn look(&mut self, now: Instant) {
        if let Span::Time(within) = self.rules.span {
            let width = (nanos(within) / 10).max(1);
            self.latest = self.latest.max(nanos(since(now, self.began)) / width);
        }
    }
}

fn since(now: Instant, then: Instant) -> Duration {
    now.saturating_duration_since(then)
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap()
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
