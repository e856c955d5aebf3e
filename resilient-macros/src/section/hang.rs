//! What a call still gets done when every attempt hangs: its course, told without a clock.

use std::time::Duration;

use crate::config::Config;
use crate::config::links::Link;
use crate::config::rule::Action;
use crate::rules::classes::TIMEOUT;
use crate::section::numbers::{Numbers, known, targets};

/// The course of a call whose attempts all hang, with the longest waits between them.
pub(super) struct Hang {
    pub(super) begun: u32,
    /// Links of the chain that were begun.
    pub(super) links: usize,
    pub(super) ends_at_deadline: bool,
    /// How long it took, if it ended.
    pub(super) took: Option<Duration>,
}

impl Hang {
    /// `None` where a number is not known before the call.
    pub(super) fn of(config: &Config, numbers: &Numbers) -> Option<Self> {
        let deadline = match &config.deadline {
            Some(given) => Some(known(Some(&given.value))?),
            None => None,
        };
        let timeouts: &[Duration] = match &config.timeout {
            Some(_) => numbers.timeouts.as_ref()?,
            None => &[],
        };
        let mut left = numbers.retries?;
        let pace = numbers.pace.as_ref()?;
        let rule = config.on.iter().find(|rule| rule.class == "timeout").map(|rule| &rule.action);
        if matches!(rule, Some(Action::Retry(times)) if times.literal().is_none()) {
            return None;
        }
        let line = numbers.course.lines[TIMEOUT];
        let mut all: Vec<Option<&Link>> = vec![None];
        all.extend(config.fallback.iter().map(Some));
        let mut hang = Self { begun: 0, links: 0, ends_at_deadline: false, took: None };
        let mut now = Duration::ZERO;
        for (index, link) in all.iter().enumerate() {
            hang.links = index;
            let is_called = matches!(link, Some(Link::Path(_) | Link::Call(_)));
            let count = link.map_or(1, targets);
            for item in 0..count {
                let is_last = index + 1 == all.len() && item + 1 == count;
                let most = if is_last { line.retries_on_last } else { line.retries };
                let mut here = 0;
                loop {
                    hang.begun += 1;
                    let step = usize::try_from(here).unwrap_or(usize::MAX);
                    let limit = timeouts.get(step.min(timeouts.len().saturating_sub(1)));
                    let limit = limit.filter(|_| !is_called);
                    match (limit, deadline) {
                        (Some(limit), Some(deadline)) if now.saturating_add(*limit) >= deadline => {
                            return Some(hang.stopped(deadline));
                        }
                        (Some(limit), _) => now = now.saturating_add(*limit),
                        (None, Some(deadline)) => return Some(hang.stopped(deadline)),
                        (None, None) => return Some(hang),
                    }
                    let wait = if here == 0 {
                        Duration::ZERO
                    } else {
                        pace.waits.longest(here + 1, pace.plus)
                    };
                    let is_late =
                        deadline.is_some_and(|deadline| now.saturating_add(wait) >= deadline);
                    if is_called || left == 0 || here >= most || is_late {
                        break;
                    }
                    (left, here, now) = (left - 1, here + 1, now.saturating_add(wait));
                }
                if !line.falls_back {
                    hang.took = Some(now);
                    return Some(hang);
                }
            }
        }
        hang.took = Some(now);
        Some(hang)
    }

    fn stopped(self, deadline: Duration) -> Self {
        Self { ends_at_deadline: true, took: Some(deadline), ..self }
    }
}
