//! The proof of a breaker that never opens, against breakers that are called until they do.

use super::*;
use crate::breaker::rules::Span;
use crate::rules::breaker::{Counted, Unjudged};

const LAST: [u32; 6] = [1, 2, 3, 9, 10, 30];
const MIN_CALLS: [u32; 8] = [1, 2, 3, 4, 9, 10, 11, 31];

/// Whether calls that all fail slowly ever open it.
fn opens(rules: Rules) -> bool {
    let now = Instant::now();
    let mut state = State::new(&rules, now);
    (0..40).any(|_| {
        let Ok((admission, _)) = state.admit(&rules, now, NO_LEASE) else { return true };
        let report = Report { outcome: Outcome::Failure, took: SECOND, hint: None };
        state.record(&rules, admission, report, now, middle(state.open_time.next));
        state.name() == BreakerState::Open
    })
}

fn grid() -> Vec<Settings> {
    let mut all = Vec::new();
    for runs in [None, Some(1), Some(5), Some(33)] {
        for failures in [None, Some(1), Some(50), Some(100)] {
            for slow in [None, Some(1), Some(50), Some(100)] {
                for last in LAST.map(Some).into_iter().chain([None]) {
                    for min_calls in MIN_CALLS.map(Some).into_iter().chain([None]) {
                        all.push(Settings {
                            consecutive: runs,
                            failure_rate: failures,
                            slow_rate: slow,
                            slow: slow.map(|_| MILLI),
                            last,
                            min_calls,
                            ..D
                        });
                    }
                }
            }
        }
    }
    all
}

fn counted(settings: &Settings) -> Counted {
    Counted {
        has_consecutive: settings.consecutive.is_some(),
        has_rate: settings.failure_rate.is_some() || settings.slow_rate.is_some(),
        min_calls: settings.min_calls,
        last: settings.last,
    }
}

#[test]
fn a_breaker_is_refused_as_inert_where_no_failures_open_it() {
    let grid = grid();
    let mut refused = 0;
    for settings in &grid {
        let inert = counted(settings).unjudged() == Some(Unjudged::Inert);
        assert_eq!(inert, !opens(settings.rules()), "{settings:?}");
        refused += u32::from(inert);
    }
    println!("inert_breaker: {} configurations, {refused} refused, all agree", grid.len());
    assert!(grid.len() >= 2_000 && refused > 0);
}

#[test]
fn a_rate_is_refused_as_unjudged_where_it_opens_nothing() {
    let grid = grid();
    let mut refused = 0;
    for settings in grid.iter().filter(|it| !counted(it).has_only_runs()) {
        // What the rates alone come to.
        let rules = Rules { consecutive: None, ..settings.rules() };
        let measured = matches!(rules.span, Span::Calls(_)) && settings.min_calls.is_some();
        let rates = Rules { failure_rate: rules.failure_rate.or(Some(50)), ..rules };
        let unjudged = counted(settings).unjudged().is_some();
        assert_eq!(unjudged, measured && !opens(rates), "{settings:?}");
        refused += u32::from(unjudged);
    }
    println!("unjudged rate: {} configurations, {refused} refused, all agree", grid.len());
    assert!(refused > 0);
}
