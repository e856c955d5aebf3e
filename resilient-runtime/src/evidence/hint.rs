//! When a server says to come back: the headers it says it in, and in which order they are believed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;

use crate::evidence::duration::{LONGEST, duration, leading_duration, milliseconds, seconds};
use crate::evidence::moment::{http_date, rfc3339};

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
    ("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests"),
    ("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens"),
    ("x-ratelimit-remaining-project-tokens", "0", "x-ratelimit-reset-project-tokens"),
    ("x-ratelimit-remaining-requests-day", "0", "x-ratelimit-reset-requests-day"),
    ("x-ratelimit-remaining-tokens-minute", "0", "x-ratelimit-reset-tokens-minute"),
    ("ratelimit-remaining", "0", "ratelimit-reset"),
    ("anthropic-ratelimit-requests-remaining", "0", "anthropic-ratelimit-requests-reset"),
    ("anthropic-ratelimit-tokens-remaining", "0", "anthropic-ratelimit-tokens-reset"),
    ("anthropic-ratelimit-input-tokens-remaining", "0", "anthropic-ratelimit-input-tokens-reset"),
    ("anthropic-ratelimit-output-tokens-remaining", "0", "anthropic-ratelimit-output-tokens-reset"),
    ("anthropic-ratelimit-unified-status", "rejected", "anthropic-ratelimit-unified-reset"),
];

/// Where there is one allowance only.
const ONLY_RESETS: &[&str] = &["x-ratelimit-reset", "ratelimit-reset"];

/// What stands before a duration in an error's sentence.
const LEADS: &[&str] =
    &["try again in ", "try again after ", "retry in ", "retry after ", "available in ", "wait "];

/// A header sent more often than this is a flood, not a hint.
const REPEATS: usize = 4;

/// From here on a bare number is a point in time, in Unix seconds; below, it is seconds from now.
const FIRST_EPOCH: u64 = 1_000_000_000;

/// From here on it is in milliseconds.
const FIRST_EPOCH_IN_MILLISECONDS: u64 = 1_000 * FIRST_EPOCH;

/// The wait that a header names.
pub(crate) fn named_wait(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let now = server_clock(headers, now);
    WAITS.iter().find_map(|(name, read)| values(headers, name).find_map(|text| read(text, now)))
}

/// The longest wait until an allowance that is used up is whole again.
///
/// One with something left says nothing about this refusal; where nothing says how much is left, a limit with one
/// allowance can only be about that.
pub(crate) fn reset(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let now = server_clock(headers, now);
    let used_up = |(remaining, sign, reset): &&(&str, &str, &str)| {
        values(headers, remaining).any(|text| text.trim() == *sign)
            || (ONLY_RESETS.contains(reset) && !headers.contains_key(*remaining))
    };
    let spent = RESETS.iter().filter(used_up);
    spent.filter_map(|(_, _, name)| values(headers, name).find_map(|text| clock(text, now))).max()
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

/// A reset in any of the forms seen: `33`, `1795348830`, `1795348830000`, `6m0s`, an RFC 3339 date.
fn clock(text: &str, now: SystemTime) -> Option<Duration> {
    let moment = match text.trim().parse::<u64>() {
        Ok(number) if number >= FIRST_EPOCH_IN_MILLISECONDS => Duration::from_millis(number),
        Ok(number) if number >= FIRST_EPOCH => Duration::from_secs(number),
        _ => {
            let wait = seconds(text).or_else(|| duration(text));
            return wait.or_else(|| rfc3339(text).map(|date| until(date, now)));
        }
    };
    Some(UNIX_EPOCH.checked_add(moment).map_or(LONGEST, |moment| until(moment, now)))
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

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    /// 2026-11-22T12:00:00Z
    const NOON: Duration = Duration::from_secs(1_795_348_800);

    fn now() -> SystemTime {
        UNIX_EPOCH + NOON
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            let value = HeaderValue::from_str(value).expect("a header's value");
            (HeaderName::from_static(name), value)
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn the_most_precise_header_wins_and_a_broken_one_falls_through() {
        let all = [("retry-after", "2"), ("x-amz-retry-after", "1500"), ("retry-after-ms", "250")];
        for (count, millis) in [(3, 250), (2, 1_500), (1, 2_000)] {
            let wait = named_wait(&headers(&all[..count]), now());
            assert_eq!(wait, Some(Duration::from_millis(millis)));
        }
        let broken = headers(&[("retry-after-ms", "-1"), ("retry-after", "4")]);
        assert_eq!(named_wait(&broken, now()), Some(Duration::from_secs(4)));
    }

    #[test]
    fn of_a_list_the_first_wait_counts() {
        let wait = |value| named_wait(&headers(&[("retry-after", value)]), now());
        assert_eq!(wait("5, 10"), Some(Duration::from_secs(5)));
        assert_eq!(wait("soon, 10"), None);
    }

    #[test]
    fn a_date_counts_from_the_servers_clock_where_it_shows_one() {
        let date = ("retry-after", "Sun, 22 Nov 2026 12:00:30 GMT");
        let clock = ("date", "Sun, 22 Nov 2026 12:00:10 GMT");
        let skewed = now() + Duration::from_secs(3_600);
        assert_eq!(named_wait(&headers(&[date]), now()), Some(Duration::from_secs(30)));
        assert_eq!(named_wait(&headers(&[date, clock]), skewed), Some(Duration::from_secs(20)));
        assert_eq!(named_wait(&headers(&[date]), skewed), Some(Duration::ZERO));
    }

    #[test]
    fn the_slowest_of_the_used_up_allowances_counts() {
        let answer = headers(&[
            ("anthropic-ratelimit-requests-remaining", "0"),
            ("anthropic-ratelimit-requests-reset", "2026-11-22T12:00:20Z"),
            ("anthropic-ratelimit-input-tokens-remaining", "0"),
            ("anthropic-ratelimit-input-tokens-reset", "2026-11-22T12:00:45Z"),
            ("anthropic-ratelimit-output-tokens-remaining", "9"),
            ("anthropic-ratelimit-output-tokens-reset", "2026-11-22T13:00:00Z"),
        ]);
        assert_eq!(reset(&answer, now()), Some(Duration::from_secs(45)));
    }

    #[test]
    fn a_reset_is_a_moment_or_a_wait() {
        for (value, wait) in [
            ("33", Duration::from_secs(33)),
            ("1795348830", Duration::from_secs(30)),
            ("1795348830000", Duration::from_secs(30)),
            ("99999999999", LONGEST),
            ("999999999999999999", LONGEST),
            ("1m1.5s", Duration::from_millis(61_500)),
        ] {
            let answer = headers(&[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", value)]);
            assert_eq!(reset(&answer, now()), Some(wait), "{value}");
        }
    }

    #[test]
    fn a_sentence_names_its_wait_behind_a_known_lead() {
        for (text, millis) in [
            ("Please try again in 7.66s. Visit us", 7_660),
            ("Please retry in 10h17m5.723541104s.", 37_025_723),
            ("Please retry after 26 seconds.", 26_000),
            ("Try again in 320ms", 320),
        ] {
            assert_eq!(text_wait(text).map(|wait| wait.as_millis()), Some(millis), "{text}");
        }
        assert_eq!(text_wait("try again in a while"), None);
    }
}
