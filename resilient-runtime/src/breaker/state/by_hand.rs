//! The transitions that a person makes.

use std::time::Instant;

use crate::breaker::rules::Rules;
use crate::breaker::state::{Phase, State, Transition};

impl State {
    /// Closes it, with nothing counted and the first open time ahead.
    pub(crate) fn reset(&mut self, rules: &Rules, now: Instant) -> Option<Transition> {
        let transition = self.start_over(Phase::Closed, rules, now);
        (transition.from != transition.to).then_some(transition)
    }

    /// Turns calls away until somebody says otherwise.
    pub(crate) fn force_open(&mut self) -> Option<Transition> {
        let forced = matches!(self.phase, Phase::ForcedOpen);
        (!forced).then(|| self.go(Phase::ForcedOpen))
    }

    /// Lets calls through and counts them, whatever comes of them.
    pub(crate) fn force_close(&mut self, rules: &Rules, now: Instant) -> Option<Transition> {
        let forced = matches!(self.phase, Phase::ForcedClosed);
        (!forced).then(|| self.start_over(Phase::ForcedClosed, rules, now))
    }

    /// Lets calls through and looks at none of them.
    pub(crate) fn disable(&mut self, rules: &Rules, now: Instant) -> Option<Transition> {
        let disabled = matches!(self.phase, Phase::Disabled);
        (!disabled).then(|| self.start_over(Phase::Disabled, rules, now))
    }
}
