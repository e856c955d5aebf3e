//! The conformance scenarios, each named by its id, played through a driver with a hand-set clock.

use super::*;
use crate::breaker::settings::Settings;
use crate::breaker::window::Tally;

mod conformance;
mod faults;
mod inert;
mod observe;
mod table;

const SECOND: Duration = Duration::from_secs(1);
const MILLI: Duration = Duration::from_millis(1);
const D: Settings = Settings::DEFAULT;
const NO_LEASE: Duration = Duration::ZERO;

/// A state with its rules and a clock.
struct Play {
    rules: Rules,
    state: State,
    start: Instant,
    now: Instant,
    transitions: Vec<Transition>,
}

impl Play {
    fn new(settings: Settings) -> Self {
        let (rules, now) = (settings.checked().rules(), Instant::now());
        Self { rules, state: State::new(&rules, now), start: now, now, transitions: Vec::new() }
    }

    /// A breaker that has just opened for exactly `open`.
    fn opened(settings: Settings) -> Self {
        let mut play = Self::new(settings);
        while play.is() != BreakerState::Open {
            play.call("F");
        }
        play
    }

    fn half_open(settings: Settings) -> Self {
        let mut play = Self::opened(settings);
        play.pass(play.open_for());
        play
    }

    fn is(&self) -> BreakerState {
        self.state.name()
    }

    fn open_for(&self) -> Duration {
        self.state.open_for(self.now).unwrap_or_default()
    }

    fn pass(&mut self, time: Duration) -> &mut Self {
        self.now += time;
        self
    }

    fn at(&mut self, time: Duration) -> &mut Self {
        self.now = self.start + time;
        self
    }

    fn admit(&mut self) -> Result<Admission, Option<Duration>> {
        self.admit_for(NO_LEASE)
    }

    fn admit_for(&mut self, lease: Duration) -> Result<Admission, Option<Duration>> {
        let (admission, transition) = self.state.admit(&self.rules, self.now, lease)?;
        self.transitions.extend(transition);
        Ok(admission)
    }

    fn end(&mut self, admission: Admission, outcome: Outcome) {
        self.end_after(admission, outcome, Duration::ZERO);
    }

    fn end_after(&mut self, admission: Admission, outcome: Outcome, took: Duration) {
        self.report(admission, Report { outcome, took, hint: None });
    }

    fn report(&mut self, admission: Admission, report: Report) {
        let dice = middle(self.state.open_time.next);
        let transition = self.state.record(&self.rules, admission, report, self.now, dice);
        self.transitions.extend(transition);
    }

    /// Plays whole calls: `S`uccess, `F`ailure, `A`live, `N`eutral, e`X`pected rejection.
    fn call(&mut self, calls: &str) -> &mut Self {
        for (index, letter) in calls.chars().enumerate() {
            let admitted = self.admit();
            let outcome = match letter {
                'S' => Outcome::Success,
                'F' => Outcome::Failure,
                'A' => Outcome::Alive,
                'N' => Outcome::Neutral,
                _ => {
                    assert!(admitted.is_err(), "call {index} of {calls} went through");
                    continue;
                }
            };
            let admission = admitted.unwrap_or_else(|_| panic!("call {index} of {calls} rejected"));
            self.end(admission, outcome);
        }
        self
    }

    fn tally(&mut self) -> (u64, u64) {
        let Tally { calls, failures, .. } = self.state.tally(self.now);
        (calls, failures)
    }

    fn openings(&self) -> usize {
        self.transitions.iter().filter(|transition| transition.to == BreakerState::Open).count()
    }
}

impl State {
    pub(crate) fn set_generation(&mut self, generation: u64) {
        self.generation = generation;
    }

    /// The bytes that it holds beside itself.
    pub(crate) fn heap(&self) -> usize {
        let probes = match &self.phase {
            Phase::HalfOpen { probes, .. } => probes.heap(),
            _ => 0,
        };
        self.ledger.heap() + probes
    }
}

/// The throw that leaves a wait as it is.
fn middle(wait: Duration) -> u64 {
    u64::try_from(wait.as_nanos()).unwrap_or(u64::MAX) / 10
}
