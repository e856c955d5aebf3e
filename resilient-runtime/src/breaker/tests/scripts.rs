//! Random scripts, played by a breaker and by the model: every answer and all that can be seen agree.

use std::cell::RefCell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::model::{Answer, Call, Model};
use super::*;
use crate::breaker::permit::{Permit, UserCode};
use crate::breaker::rules::Rules;
use crate::breaker::settings::BreakerMode;

const CASES: u32 = 500;
const STEPS: usize = 200;

#[derive(Debug, Clone, Copy)]
enum Step {
    Ask {
        lease: Duration,
    },
    /// The call that is chosen among those under way, if there is one, ends like this.
    End {
        which: usize,
        how: How,
        hint: Option<Duration>,
    },
    ShutGate(Duration),
    Switch(BreakerState),
    StaysShut(Duration),
    Pass(Duration),
    GoBack(Duration),
    Look,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Succeed,
    Settle(Outcome),
    /// Its caller drops it, waiting or in its body: that is a panic.
    Drop {
        polled: bool,
    },
    /// Its permit never comes back.
    Forget,
}

/// A step with the number that the dice show meanwhile.
type Thrown = (Step, u64);

fn settings() -> impl Strategy<Value = Settings> {
    let rate = || prop_oneof![Just(1_u32), Just(50), Just(100), 1..=100_u32];
    let rules = (
        prop::option::of(1..=4_u32),
        prop::option::of(rate()),
        prop::option::of((rate(), time())),
        prop_oneof![Just(None), (1..=70_u32).prop_map(Some)],
        prop::option::of(time()),
        prop::option::of(1..=12_u32),
    );
    let recovery = (time(), prop::option::of(time()), 1..=3_u32, 1..=4_u32);
    let mode = prop_oneof![4 => Just(BreakerMode::Enforce), 1 => Just(BreakerMode::Observe)];
    (rules, recovery, mode).prop_filter_map(
        "settings that can't act together",
        |(rules, recovery, mode)| {
            let (consecutive, failure_rate, slow, last, within, min_calls) = rules;
            let (open, longer, probes, closes_after) = recovery;
            let written = consecutive.is_some() && failure_rate.is_none() && slow.is_none();
            let settings = Settings {
                consecutive,
                failure_rate,
                slow_rate: slow.map(|(rate, _)| rate),
                slow: slow.map(|(_, above)| above),
                last: last.filter(|_| !written),
                within: within.filter(|_| !written && last.is_none()),
                min_calls: min_calls.filter(|_| !written),
                open: Some(open),
                open_max: longer.map(|longer| open + longer),
                probes,
                closes_after,
                mode,
                ..D
            };
            settings.problem().is_none().then_some(settings)
        },
    )
}

/// Times of all sizes, and more often those that meet.
fn time() -> impl Strategy<Value = Duration> {
    let nanos = prop_oneof![Just(1_u64), Just(999), 1..100_000_000_u64];
    let millis = prop_oneof![Just(10_u64), Just(100), 1..60_000_u64];
    prop_oneof![nanos.prop_map(Duration::from_nanos), millis.prop_map(Duration::from_millis)]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    use Outcome::{Abandoned, Alive, Failure, Neutral, Success};
    prop_oneof![3 => Just(Success), 4 => Just(Failure), 1 => Just(Alive), 1 => Just(Neutral), 1 => Just(Abandoned)]
}

fn step() -> impl Strategy<Value = Step> {
    let how = prop_oneof![
        4 => Just(How::Succeed),
        8 => outcome().prop_map(How::Settle),
        1 => any::<bool>().prop_map(|polled| How::Drop { polled }),
        1 => Just(How::Forget),
    ];
    let hint = prop_oneof![6 => Just(None), 1 => time().prop_map(Some)];
    let state = prop_oneof![
        4 => Just(BreakerState::Closed),
        1 => Just(BreakerState::ForcedOpen),
        1 => Just(BreakerState::ForcedClosed),
        1 => Just(BreakerState::Disabled),
    ];
    let jump = prop_oneof![6 => time(), 1 => Just(SECOND * 3_600 * 24 * 40)];
    prop_oneof![
        24 => time().prop_map(|lease| Step::Ask { lease }),
        24 => (any::<usize>(), how, hint).prop_map(|(which, how, hint)| Step::End { which, how, hint }),
        1 => time().prop_map(Step::ShutGate),
        1 => state.prop_map(Step::Switch),
        4 => time().prop_map(Step::StaysShut),
        12 => jump.prop_map(Step::Pass),
        2 => time().prop_map(Step::GoBack),
        12 => Just(Step::Look),
    ]
}

/// A breaker and the model of it.
struct Pair {
    breaker: Breaker,
    model: Model,
    rules: Rules,
    now: Instant,
    under_way: Vec<(Permit, Option<Call>)>,
}

impl Pair {
    fn new(settings: Settings, is_keyed: bool) -> Self {
        // Room to go back in: the door knows no time before the breaker was made.
        let made = Instant::now();
        let now = made + SECOND * 3_600 * 24;
        clock::fix(Some(now));
        let family = Box::leak(Box::new(Family::new("test", &settings, Location::caller())));
        let cell = Cell::new("test".into(), family, made);
        let breaker = if is_keyed {
            Breaker::keyed(Arc::new(cell))
        } else {
            Breaker::plain(Box::leak(Box::new(cell)))
        };
        let rules = settings.rules();
        Self { breaker, model: Model::new(rules, made), rules, now, under_way: Vec::new() }
    }

    fn play(&mut self, step: Step, seed: u64) {
        dice::seed(seed);
        let (now, thrown) = (self.now, dice::splitmix64(seed).1);
        match step {
            Step::Ask { lease } => {
                let (answer, call) = self.model.ask(now, lease, thrown);
                let (real, permit) = self.ask(lease);
                assert_eq!(real, answer);
                // Without a call, it was let in on trial only, and its end says nothing.
                self.under_way.extend(permit.map(|permit| (permit, call)));
            }
            Step::End { which, how, hint } if !self.under_way.is_empty() => {
                let index = which % self.under_way.len();
                let (permit, call) = self.under_way.swap_remove(index);
                let told = self.end(permit, call, how, hint);
                if let (Some(call), Some(outcome)) = (call, told) {
                    let hint = hint.filter(|_| matches!(how, How::Settle(_)));
                    self.model.end(call, outcome, hint, now, thrown);
                }
            }
            Step::End { .. } => {}
            Step::ShutGate(hint) => {
                self.breaker.shut_gate(now, hint);
                self.model.shut_gate(hint, now);
            }
            Step::Switch(state) => {
                match state {
                    BreakerState::ForcedOpen => self.breaker.force_open(),
                    BreakerState::ForcedClosed => self.breaker.force_close(),
                    BreakerState::Disabled => self.breaker.disable(),
                    _ => self.breaker.reset(),
                }
                self.model.switch(state, now);
            }
            Step::StaysShut(pause) => {
                let shut = self.breaker.stays_shut(now, pause);
                assert_eq!(shut, self.model.stays_shut(now, pause));
            }
            Step::Pass(time) => self.now += time,
            Step::GoBack(time) => self.now -= time,
            Step::Look => self.look(),
        }
        clock::fix(Some(self.now));
    }

    /// Asks in the order in which a call does.
    fn ask(&self, lease: Duration) -> (Answer, Option<Permit>) {
        let mut permit = Permit::idle(self.breaker.clone());
        if permit.enter() {
            return (Answer::In, Some(permit));
        }
        if let Some(Rejected { retry_after }) = self.breaker.turn_away(self.now) {
            return (Answer::Rejected(retry_after.map(Duration::from)), None);
        }
        if let Some(wait) = self.breaker.gate(self.now) {
            return (Answer::Gate(wait.left, wait.whole()), None);
        }
        match permit.ask(self.now, lease) {
            Ok(()) => (Answer::In, Some(permit)),
            Err(Rejected { retry_after }) => {
                (Answer::Rejected(retry_after.map(Duration::from)), None)
            }
        }
    }

    /// Ends a call, and returns what the breaker is told by it.
    fn end(
        &self,
        mut permit: Permit,
        call: Option<Call>,
        how: How,
        hint: Option<Duration>,
    ) -> Option<Outcome> {
        {
            let mut body = UserCode::begin(Some(&mut permit));
            if !matches!(how, How::Drop { polled: true }) {
                body.returns();
            }
        }
        match how {
            How::Succeed => {
                permit.succeed(clock::now);
                Some(Outcome::Success)
            }
            How::Settle(outcome) => {
                permit.settle(self.now, outcome, hint);
                Some(outcome)
            }
            How::Drop { polled: true } => Some(Outcome::Failure),
            // What says nothing is told only where a place or a key's use is at stake.
            How::Drop { polled: false } if self.rules.slow.is_some() => Some(Outcome::Abandoned),
            How::Drop { polled: false } => (call.is_some_and(|call| call.is_probe)
                || self.breaker.is_keyed())
            .then_some(Outcome::Neutral),
            How::Forget => {
                std::mem::forget(permit);
                None
            }
        }
    }

    fn look(&mut self) {
        let (seen, now) = (self.breaker.snapshot(), self.now);
        let Self { model, .. } = self;
        let (calls, failures, slow) = model.tally(now);
        let expected = Snapshot {
            name: "test".into(),
            state: model.state,
            mode: self.rules.mode,
            calls,
            failures,
            slow,
            consecutive: u32::try_from(model.consecutive()).unwrap(),
            probes: u32::try_from(model.probes.len()).unwrap(),
            rejected: model.rejected,
            stale: model.stale,
            generation: model.generation,
            open_for: model.open_for(now),
            shut_for: model.shut_for(now),
            conflict: None,
        };
        assert_eq!(seen, expected);
    }
}

/// Plays a script, and returns the states that it was seen in.
fn play(settings: Settings, is_keyed: bool, script: &[Thrown]) -> Vec<BreakerState> {
    let mut pair = Pair::new(settings, is_keyed);
    let mut states = Vec::new();
    for (step, seed) in script {
        pair.play(*step, *seed);
        states.push(pair.model.state);
    }
    pair.look();
    // What is still under way ends with the script, and is not compared.
    clock::fix(None);
    states
}

#[test]
fn a_breaker_and_the_model_agree_on_a_hundred_thousand_random_steps() {
    use BreakerState::{Closed, Disabled, ForcedClosed, ForcedOpen, HalfOpen, Open};
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..Default::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let script = vec((step(), any::<u64>()), STEPS);
    let seen = RefCell::new(Vec::new());
    TestRunner::new_with_rng(config, rng)
        .run(&(settings(), any::<bool>(), script), |(settings, is_keyed, script)| {
            seen.borrow_mut().extend(play(settings, is_keyed, &script));
            Ok(())
        })
        .unwrap();
    let seen = seen.into_inner();
    assert!(seen.len() >= 100_000);
    for state in [Closed, Open, HalfOpen, ForcedOpen, ForcedClosed, Disabled] {
        let steps = seen.iter().filter(|it| **it == state).count();
        assert!(steps > 1_000, "{steps} steps {state}");
    }
}
