//! Lists of a policy as plain numbers. A policy is part of a static for each annotated function, and rustc looks at a
//! static's value field by field in every build, but at an array of numbers at once.

use std::fmt;
use std::time::Duration;

use crate::classify::Class;
use crate::rules::classes::Action;
use crate::rules::range::MOST_TIMEOUTS;

/// The steps of `timeout`, in nanoseconds: none is longer than 584 years.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Timeouts {
    nanos: [u64; MOST_TIMEOUTS],
    listed: usize,
}

impl Timeouts {
    pub(super) const NONE: Self = Self { nanos: [0; MOST_TIMEOUTS], listed: 0 };

    /// The first ones, as many as there is room for.
    pub(super) const fn of(timeouts: &[Duration]) -> Self {
        let mut this = Self::NONE;
        while this.listed < timeouts.len() && this.listed < MOST_TIMEOUTS {
            this.nanos[this.listed] = nanos(timeouts[this.listed]);
            this.listed += 1;
        }
        this
    }

    /// One step for all.
    pub(super) const fn of_millis(millis: u64) -> Self {
        let mut this = Self::NONE;
        this.nanos[0] = millis.saturating_mul(1_000_000);
        this.listed = 1;
        this
    }

    pub(super) const fn len(&self) -> usize {
        self.listed
    }

    pub(super) const fn get(&self, index: usize) -> Option<Duration> {
        if index < self.listed { Some(Duration::from_nanos(self.nanos[index])) } else { None }
    }
}

impl fmt::Debug for Timeouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.listed).map_while(|index| self.get(index))).finish()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what does not fit was taken out before")]
const fn nanos(time: Duration) -> u64 {
    let nanos = time.as_nanos();
    if nanos > u64::MAX as u128 { u64::MAX } else { nanos as u64 }
}

/// What `on(..)` says about each class.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Actions([u32; Class::COUNT]);

impl Actions {
    pub(super) const NONE: Self = Self([NOTHING; Class::COUNT]);

    pub(super) const fn set(&mut self, class: Class, action: Action) {
        self.0[class as usize] = match action {
            Action::FallBack => FALL_BACK,
            Action::Fail => FAIL,
            Action::Retry(times) => times.saturating_add(RETRY),
        };
    }

    pub(super) const fn of(&self, class: usize) -> Option<Action> {
        match self.0[class] {
            NOTHING => None,
            FALL_BACK => Some(Action::FallBack),
            FAIL => Some(Action::Fail),
            times => Some(Action::Retry(times - RETRY)),
        }
    }
}

impl fmt::Debug for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..Class::COUNT).map(|class| self.of(class))).finish()
    }
}

const NOTHING: u32 = 0;
const FALL_BACK: u32 = 1;
const FAIL: u32 = 2;
/// And as many as there are retries.
const RETRY: u32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_read_as_it_was_set() {
        for action in [Action::FallBack, Action::Fail, Action::Retry(0), Action::Retry(100)] {
            let mut actions = Actions::NONE;
            actions.set(Class::Server, action);
            assert_eq!(actions.of(Class::Server as usize), Some(action));
            assert_eq!(actions.of(Class::Timeout as usize), None);
        }
    }

    #[test]
    fn timeouts_are_read_as_they_were_given() {
        let times = [Duration::MAX, Duration::from_secs(1), Duration::from_nanos(1)];
        let packed = Timeouts::of(&times);
        let read: Vec<_> = (0..4).map(|index| packed.get(index)).collect();
        let longest = Duration::from_nanos(u64::MAX);
        assert_eq!(read, [Some(longest), Some(times[1]), Some(times[2]), None]);
        assert_eq!(Timeouts::of(&[times[1]; MOST_TIMEOUTS + 1]).len(), MOST_TIMEOUTS);
    }
}
