//! Every proof of `rules`, against a simulation that tries what a call can come to.

mod bounds;
mod dead;
mod impossible;

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Next, Spent, decide};
use crate::backoff::Backoff;
use crate::classify::{Class, Verdict};
use crate::decide::CLASSES;
use crate::policy::Policy;
use crate::rules::classes::Action;
use crate::rules::wait::Jitter;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Classes that are enough to show every line of the table that is retried.
const REPEATED: [Class; 4] = [Class::RateLimited, Class::Server, Class::Timeout, Class::Network];

/// What `on(..)` may say.
#[derive(Debug, Clone, Copy)]
enum On {
    Nothing,
    /// These classes, and the table for the others.
    Some(&'static [(Class, Action)]),
    /// These classes, and `fail` for the others.
    Only(&'static [(Class, Action)]),
}

impl On {
    fn actions(self) -> Vec<(Class, Action)> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Some(some) => some.to_vec(),
            Self::Only(some) => CLASSES
                .map(|class| (class, Action::Fail))
                .into_iter()
                .chain(some.to_vec())
                .collect(),
        }
    }
}

/// The dice that make the second draw, which is that of the jitter, come out as `drawn`.
fn second(drawn: u64) -> u64 {
    let undo = |z: u64, shift: u32| {
        let mut x = z;
        for _ in 0..=64 / shift {
            x = z ^ (x >> shift);
        }
        x
    };
    let inverse =
        |odd: u64| (0..6).fold(odd, |x, _| x.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(x))));
    let mut z = undo(drawn, 31).wrapping_mul(inverse(0x94d0_49bb_1331_11eb));
    z = undo(z, 27).wrapping_mul(inverse(0xbf58_476d_1ce4_e5b9));
    z = undo(z, 30);
    z.wrapping_sub(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2))
}

/// The dice that make the first draw come out as `drawn`: that of `plus`, and of a hint's spread.
fn first(drawn: u64) -> u64 {
    second(drawn).wrapping_add(0x9e37_79b9_7f4a_7c15)
}

/// A place of a simulated call, with the time it took to get there beside it.
type Key = (u32, u8, u8, [u8; Class::COUNT], u8);

fn key(target: u32, spent: &Spent) -> Key {
    (target, spent.retries, spent.here, spent.by_class, spent.timeouts)
}

/// The least time after which each number of retries can have begun, with attempts that take none.
fn least_times(policy: &Policy, targets: u32, events: &[(Verdict, u64)]) -> Vec<Duration> {
    let mut found: Vec<Duration> = vec![Duration::ZERO];
    let mut places = BTreeMap::from([(key(0, &Spent::NOTHING), (Spent::NOTHING, Duration::ZERO))]);
    // Retries and targets only ever grow, so that the first place is always final.
    while let Some(((target, ..), (spent, elapsed))) = places.pop_first() {
        let deadline = policy.deadline().unwrap_or(Duration::MAX);
        for (verdict, dice) in events {
            let class = verdict.class();
            let mut next = spent;
            if class == Class::Timeout {
                next.time_out();
            }
            let (left, more) = (deadline.saturating_sub(elapsed), target + 1 < targets);
            let (target, next, elapsed) = match decide(policy, &next, left, more, *verdict, *dice) {
                Next::RetryAfter(wait) => {
                    next.retry(class);
                    (target, next, elapsed.saturating_add(wait))
                }
                Next::FallBack => (target + 1, spent.elsewhere(), elapsed),
                Next::GiveUp | Next::Return => continue,
            };
            let retries = next.retries as usize;
            if retries == found.len() {
                found.push(elapsed);
            }
            found[retries] = found[retries].min(elapsed);
            let place = places.entry(key(target, &next)).or_insert((next, elapsed));
            place.1 = place.1.min(elapsed);
        }
    }
    found
}
