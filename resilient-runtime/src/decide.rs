//! The rule book: what follows from a failed attempt. Pure; time and dice are arguments.

use std::time::Duration;

use crate::backoff::uniform;
use crate::classify::{Class, Verdict};
use crate::dice::splitmix64;
use crate::policy::Policy;
use crate::rules::classes::LINES;

/// What a call has spent so far. In narrow numbers: there are at most a hundred retries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spent {
    /// Retries in the whole call.
    pub(crate) retries: u8,
    /// Retries on this target.
    pub(crate) here: u8,
    /// Retries on this target, by the class that led to them.
    pub(crate) by_class: [u8; Class::COUNT],
    /// Timeouts on this target, with the one being judged.
    pub(crate) timeouts: u8,
}

impl Spent {
    pub(crate) const NOTHING: Self =
        Self { retries: 0, here: 0, by_class: [0; Class::COUNT], timeouts: 0 };

    /// Notes a retry because of `class`.
    pub(crate) const fn retry(&mut self, class: Class) {
        self.retries = self.retries.saturating_add(1);
        self.here = self.here.saturating_add(1);
        let same = &mut self.by_class[class as usize];
        *same = same.saturating_add(1);
    }

    /// Notes an attempt that took too long.
    pub(crate) const fn time_out(&mut self) {
        self.timeouts = self.timeouts.saturating_add(1);
    }

    /// What is left of it for the next target: retries are counted in the whole call.
    pub(crate) const fn elsewhere(self) -> Self {
        Self { retries: self.retries, ..Self::NOTHING }
    }
}

/// What to do about a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// Another attempt on this target, after the wait.
    RetryAfter(Duration),
    /// The next target.
    FallBack,
    /// The end of the chain: the last resort, or the error.
    GiveUp,
    /// The end of the call: it is the caller's own error, and no last resort may hide it.
    Return,
}

/// Decides what follows from a failed attempt, with `left` of the call's deadline.
///
/// The waits are those of [`crate::backoff::Backoff`]; with a server's hint
/// `max(unjittered backoff, hint) + U(0, min(base, a quarter of it))`.
pub(crate) fn decide(
    policy: &Policy,
    spent: &Spent,
    left: Duration,
    target_left: bool,
    verdict: Verdict,
    dice: u64,
) -> Next {
    let class = verdict.class();
    let rule = LINES[class as usize].changed(policy.action(class));
    if !rule.falls_back {
        return Next::Return;
    }
    let elsewhere = if target_left && !left.is_zero() { Next::FallBack } else { Next::GiveUp };
    let (cap, longest_hint) = if target_left {
        (rule.retries, policy.switch_after().min(policy.patience()))
    } else {
        (rule.retries_on_last, policy.patience())
    };
    let hint = verdict.hint().filter(|_| rule.obeys_hint);
    if !verdict.repeatable()
        || u32::from(spent.retries) >= policy.retries()
        || u32::from(spent.by_class[class as usize]) >= cap
        || hint.is_some_and(|hint| hint > longest_hint)
    {
        return elsewhere;
    }
    let wait = wait(policy, spent, class, hint, dice);
    // A wait that ends at the deadline leaves no time for the attempt.
    if wait >= left { elsewhere } else { Next::RetryAfter(wait) }
}

fn wait(
    policy: &Policy,
    spent: &Spent,
    class: Class,
    hint: Option<Duration>,
    dice: u64,
) -> Duration {
    let backoff = policy.backoff(class);
    let retry = u32::from(spent.here) + 1;
    match hint {
        Some(hint) => {
            let least = backoff.least_with(retry, hint);
            least.saturating_add(uniform(backoff.spread(least), splitmix64(dice).1))
        }
        // The next attempt gets less time, if the timeouts are a list: waiting would gain nothing.
        None if class == Class::Timeout && spent.timeouts <= 1 => Duration::ZERO,
        None => backoff.wait(retry, policy.jitter(), dice),
    }
}

#[cfg(test)]
const CLASSES: [Class; Class::COUNT] = [
    Class::RateLimited,
    Class::Overloaded,
    Class::Server,
    Class::Timeout,
    Class::Network,
    Class::Malformed,
    Class::Conflict,
    Class::Quota,
    Class::Auth,
    Class::Missing,
    Class::TooLarge,
    Class::Filtered,
    Class::Invalid,
    Class::Cancelled,
    Class::Unknown,
];

#[cfg(test)]
mod proofs;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backoff::Backoff;
    use crate::rules::classes::Action;

    const SECOND: Duration = Duration::from_secs(1);

    fn plain(retries: u32) -> Policy {
        let backoff = Backoff::constant(SECOND);
        Policy::builder()
            .retries(retries)
            .backoff(backoff)
            .jitter(crate::rules::wait::Jitter::None)
            .build()
            .unwrap()
    }

    /// How many retries a class gets on one target, and what comes after them.
    fn course(policy: &Policy, class: Class, target_left: bool) -> (u32, Next) {
        let mut spent = Spent::NOTHING;
        loop {
            if class == Class::Timeout {
                spent.time_out();
            }
            match decide(policy, &spent, Duration::MAX, target_left, class.into(), 0) {
                Next::RetryAfter(_) => spent.retry(class),
                next => return (u32::from(spent.here), next),
            }
        }
    }

    #[test]
    fn every_class_follows_its_line_of_the_table() {
        use Next::{FallBack, GiveUp, Return};
        // class, while a target is left, on the last one; with 5 retries
        let table = [
            (Class::RateLimited, (5, FallBack), (5, GiveUp)),
            (Class::Overloaded, (0, FallBack), (5, GiveUp)),
            (Class::Server, (2, FallBack), (5, GiveUp)),
            (Class::Timeout, (1, FallBack), (5, GiveUp)),
            (Class::Network, (5, FallBack), (5, GiveUp)),
            (Class::Malformed, (1, FallBack), (5, GiveUp)),
            (Class::Conflict, (1, FallBack), (5, GiveUp)),
            (Class::Quota, (0, FallBack), (0, GiveUp)),
            (Class::Auth, (0, FallBack), (0, GiveUp)),
            (Class::Missing, (0, FallBack), (0, GiveUp)),
            (Class::TooLarge, (0, FallBack), (0, GiveUp)),
            (Class::Filtered, (0, Return), (0, Return)),
            (Class::Invalid, (0, Return), (0, Return)),
            (Class::Cancelled, (0, Return), (0, Return)),
            (Class::Unknown, (0, FallBack), (0, GiveUp)),
        ];
        for (class, with_more, on_last) in table {
            assert_eq!(course(&plain(5), class, true), with_more, "{class:?}, a target is left");
            assert_eq!(course(&plain(5), class, false), on_last, "{class:?}, the last target");
        }
    }

    #[test]
    fn what_on_says_holds_on_every_target() {
        for class in CLASSES {
            let with = |action| plain(5).to_builder().on(class, action).build().unwrap();
            for target_left in [true, false] {
                let then = if target_left { Next::FallBack } else { Next::GiveUp };
                assert_eq!(course(&with(Action::Retry(3)), class, target_left), (3, then));
                assert_eq!(course(&with(Action::FallBack), class, target_left), (0, then));
                assert_eq!(course(&with(Action::Fail), class, target_left), (0, Next::Return));
            }
        }
    }

    #[test]
    fn a_veto_of_the_server_ends_the_attempts_on_the_target() {
        let verdict = Verdict::from(Class::Server).no_retry();
        let decision = |left| decide(&plain(5), &Spent::NOTHING, Duration::MAX, left, verdict, 0);
        assert_eq!((decision(true), decision(false)), (Next::FallBack, Next::GiveUp));
    }

    #[test]
    fn the_first_timeout_on_a_target_is_repeated_at_once() {
        let decision = |timeouts| {
            let spent = Spent { timeouts, ..Spent::NOTHING };
            decide(&plain(5), &spent, Duration::MAX, false, Class::Timeout.into(), 0)
        };
        assert_eq!(decision(1), Next::RetryAfter(Duration::ZERO));
        assert_eq!(decision(2), Next::RetryAfter(SECOND));
    }

    #[test]
    fn a_hint_is_a_lower_bound_with_at_most_a_quarter_or_the_base_on_top() {
        for (hint, most) in [(2, 2_500), (8, 9_000), (60, 61_000)] {
            let verdict = Verdict::from(Class::RateLimited).retry_after(SECOND * hint);
            for dice in (0..1_000).map(|n| n * (u64::MAX / 1_000)) {
                let next = decide(&plain(5), &Spent::NOTHING, Duration::MAX, false, verdict, dice);
                let Next::RetryAfter(wait) = next else { panic!("{hint} s: {next:?}") };
                assert!(wait >= SECOND * hint && wait <= Duration::from_millis(most), "{wait:?}");
            }
        }
    }

    #[test]
    fn a_hint_of_nothing_is_no_licence_to_hammer() {
        let verdict = Verdict::from(Class::Server).retry_after(Duration::ZERO);
        let next = decide(&plain(5), &Spent::NOTHING, Duration::MAX, false, verdict, 0);
        let Next::RetryAfter(wait) = next else { panic!("{next:?}") };
        assert!(wait >= SECOND, "{wait:?}");
    }

    #[test]
    fn a_long_hint_switches_and_a_longer_one_gives_up() {
        let decision = |seconds, target_left| {
            let verdict = Verdict::from(Class::RateLimited).retry_after(SECOND * seconds);
            decide(&plain(5), &Spent::NOTHING, Duration::MAX, target_left, verdict, 0)
        };
        assert!(matches!(decision(5, true), Next::RetryAfter(_)));
        assert_eq!(decision(6, true), Next::FallBack);
        assert!(matches!(decision(60, false), Next::RetryAfter(_)));
        assert_eq!(decision(61, false), Next::GiveUp);
    }

    #[test]
    fn a_class_that_has_no_hint_ignores_one() {
        let verdict = Verdict::from(Class::Network).retry_after(SECOND * 30);
        let next = decide(&plain(5), &Spent::NOTHING, Duration::MAX, true, verdict, 0);
        assert_eq!(next, Next::RetryAfter(SECOND));
    }

    #[test]
    fn a_wait_that_would_reach_the_deadline_is_not_begun() {
        let decision = |left, target_left| {
            decide(&plain(5), &Spent::NOTHING, left, target_left, Class::Server.into(), 0)
        };
        assert_eq!(decision(SECOND, true), Next::FallBack);
        assert_eq!(decision(SECOND, false), Next::GiveUp);
        assert_eq!(decision(SECOND + Duration::from_nanos(1), false), Next::RetryAfter(SECOND));
        assert_eq!(decision(Duration::ZERO, true), Next::GiveUp);
    }

    #[test]
    fn retries_are_shared_by_the_whole_call() {
        let spent = Spent { retries: 5, ..Spent::NOTHING };
        let next = decide(&plain(5), &spent, Duration::MAX, false, Class::Network.into(), 0);
        assert_eq!(next, Next::GiveUp);
    }
}
