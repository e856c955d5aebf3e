//! How long a breaker stays open: longer each time that it opens without having closed.

use std::time::Duration;

use crate::breaker::gate::LONGEST_HINT;
use crate::breaker::rules::Rules;

/// The next open time, before chance and the server have their say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenTime {
    pub(crate) next: Duration,
}

impl OpenTime {
    pub(crate) fn new(rules: &Rules) -> Self {
        Self { next: rules.open }
    }

    /// Returns for how long to open now, and doubles the next. A server's hint is a lower bound.
    pub(crate) fn draw(&mut self, rules: &Rules, hint: Option<Duration>, dice: u64) -> Duration {
        let asked = hint.unwrap_or_default().min(LONGEST_HINT);
        let wait = spread(self.next, rules.open_max, dice).max(asked);
        self.next = self.next.saturating_mul(2).min(rules.open_max);
        wait
    }
}

/// Moves `wait` by up to a tenth either way; what would pass `most` is turned back at it,
/// so that breakers that have reached it don't all come back at once.
fn spread(wait: Duration, most: Duration, dice: u64) -> Duration {
    let nanos = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
    let tenth = nanos(wait) / 10;
    let low = nanos(wait) - tenth;
    let drawn = low.saturating_add(dice % tenth.saturating_mul(2).saturating_add(1));
    let over = drawn.saturating_sub(nanos(most));
    Duration::from_nanos(drawn.min(nanos(most)).saturating_sub(over))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::breaker::settings::Settings;
    use crate::dice::splitmix64;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn d16_open_times_are_spread_by_a_tenth_and_never_pass_the_most() {
        let table = [(10, 300, 9_000, 11_000), (30, 30, 27_000, 30_000)];
        for (wait, most, low, high) in table.map(|(wait, most, low, high)| {
            (SECOND * wait, SECOND * most, Duration::from_millis(low), Duration::from_millis(high))
        }) {
            let waits = (0..1000_u64).map(|seed| spread(wait, most, splitmix64(seed).1));
            let (least, longest) = waits
                .fold((Duration::MAX, Duration::ZERO), |(least, longest), wait| {
                    (least.min(wait), longest.max(wait))
                });
            let edge = wait / 100;
            assert!(low <= least && least < low + edge, "{least:?}");
            assert!(high < longest + edge && longest <= high, "{longest:?}");
        }
    }

    #[test]
    fn no_open_time_and_no_throw_overflows() {
        let longest = Duration::from_nanos(u64::MAX);
        for wait in [Duration::ZERO, Duration::from_nanos(1), SECOND, longest, Duration::MAX] {
            for dice in [0, 1, u64::MAX / 2, u64::MAX] {
                let drawn = spread(wait, Duration::MAX, dice);
                assert!(drawn >= (wait.min(longest) / 10) * 9);
            }
        }
    }

    #[test]
    fn growing_stops_at_the_most() {
        let rules = Settings::DEFAULT.open(SECOND).open_max(Duration::MAX).rules();
        let mut time = OpenTime::new(&rules);
        for _ in 0..200 {
            time.draw(&rules, None, 0);
        }
        assert_eq!(time.next, Duration::MAX);
    }
}
