//! When a server says to come back: the headers it says it in, and in which order they are believed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;

use crate::duration::{LONGEST, duration, leading_duration, milliseconds, seconds};
use crate::moment::{http_date, rfc3339};

/// Headers that name the wait itself, the most precise first. A broken one falls through to the next.
const WAITS: &[(&str, Reading)] = &[
    ("retry-after-ms", |text, _| milliseconds(text)),
    ("x-ms-retry-after-ms", |text, _| milliseconds(text)),
    ("x-amz-retry-after", |text, _| milliseconds(text)),
    ("retry-after", retry_after),
];

/// How a header's text becomes a wait, as seen from the server's present.
type Reading = fn(&str, SystemTime) -> Option<Duration>;

/// An allowance, how it shows that it is used up, and when it is whole again.
const RESETS: &[(&str, &str, &str)] = &[
    ("x-ratelimit-remaining", "0", "x-ratelimit-reset"),
    (
        "x-ratelimit-remaining-requests",
        "0",
        "x-ratelimit-reset-requests",
    ),
    (
        "x-ratelimit-remaining-tokens",
        "0",
        "x-ratelimit-reset-tokens",
    ),
    (
        "anthropic-ratelimit-requests-remaining",
        "0",
        "anthropic-ratelimit-requests-reset",
    ),
    (
        "anthropic-ratelimit-tokens-remaining",
        "0",
        "anthropic-ratelimit-tokens-reset",
    ),
    (
        "anthropic-ratelimit-input-tokens-remaining",
        "0",
        "anthropic-ratelimit-input-tokens-reset",
    ),
    (
        "anthropic-ratelimit-output-tokens-remaining",
        "0",
        "anthropic-ratelimit-output-tokens-reset",
    ),
    (
        "anthropic-ratelimit-unified-status",
        "rejected",
        "anthropic-ratelimit-unified-reset",
    ),
];

/// What stands before a duration in an error's sentence.
const LEADS: &[&str] = &["try again in ", "retry in ", "retry after "];

/// A header sent more often than this is a flood, not a hint.
const REPEATS: usize = 4;

/// From here on a bare number is a point in time, in Unix seconds; below, it is seconds from now.
const FIRST_EPOCH: Duration = Duration::from_secs(1_000_000_000);

/// The wait that a header names.
pub(crate) fn named_wait(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let now = server_clock(headers, now);
    WAITS
        .iter()
        .find_map(|(name, read)| values(headers, name).find_map(|text| read(text, now)))
}

/// The longest wait until an allowance that is used up is whole again.
///
/// One with something left says nothing about this refusal.
pub(crate) fn reset(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let now = server_clock(headers, now);
    let used_up = |name, sign: &str| values(headers, name).any(|text| text.trim() == sign);
    let spent = RESETS
        .iter()
        .filter(|(remaining, sign, _)| used_up(remaining, sign));
    spent
        .filter_map(|(_, _, name)| values(headers, name).find_map(|text| clock(text, now)))
        .max()
}

/// The wait that an error's sentence names, as in `Please try again in 7.66s`.
pub(crate) fn text_wait(text: &str) -> Option<Duration> {
    let text = text.to_ascii_lowercase();
    LEADS.iter().find_map(|lead| {
        let (_, after) = text.split_once(lead)?;
        leading_duration(after)
    })
}

/// Seconds or a date; of a list that proxies have joined, the first.
fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let one = |text: &str| seconds(text).or_else(|| http_date(text).map(|date| until(date, now)));
    one(text).or_else(|| one(text.split_once(',')?.0))
}

/// A reset in any of the forms seen: `33`, `1795348830`, `6m0s`, an RFC 3339 date.
fn clock(text: &str, now: SystemTime) -> Option<Duration> {
    if let Some(number) = unbounded_seconds(text) {
        let is_moment = number >= FIRST_EPOCH;
        return Some(if is_moment {
            until(UNIX_EPOCH + number, now)
        } else {
            number.min(LONGEST)
        });
    }
    duration(text).or_else(|| rfc3339(text).map(|date| until(date, now)))
}

/// Whole seconds as they stand: a point in time is far above what a wait is capped at.
fn unbounded_seconds(text: &str) -> Option<Duration> {
    let text = text.trim();
    if text.len() <= 11 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    seconds(text)
}

/// The server's own clock where it shows it, so that a skewed local one does no harm.
fn server_clock(headers: &HeaderMap, now: SystemTime) -> SystemTime {
    values(headers, "date").find_map(http_date).unwrap_or(now)
}

/// A moment that has passed is no wait at all.
fn until(moment: SystemTime, now: SystemTime) -> Duration {
    moment.duration_since(now).unwrap_or_default().min(LONGEST)
}

fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    let values = headers.get_all(name).into_iter().take(REPEATS);
    values.filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
}
