//! How servers write durations, read strictly: no sign, no exponent, no `nan`.

use std::time::Duration;

/// Longer than any wait anybody means; larger numbers end here instead of overflowing.
pub(crate) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Units of a Go-style duration, in nanoseconds.
const UNITS: &[(&str, u64)] = &[
    ("h", 3_600 * SECOND),
    ("m", 60 * SECOND),
    ("s", SECOND),
    ("ms", MILLISECOND),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ns", 1),
];

/// Units of a sentence, which writes a space before them.
const WORDS: &[(&str, u64)] = &[
    ("days", 86_400 * SECOND),
    ("day", 86_400 * SECOND),
    ("hours", 3_600 * SECOND),
    ("hour", 3_600 * SECOND),
    ("minutes", 60 * SECOND),
    ("minute", 60 * SECOND),
    ("seconds", SECOND),
    ("second", SECOND),
    ("milliseconds", MILLISECOND),
    ("millisecond", MILLISECOND),
    ("s", SECOND),
    ("ms", MILLISECOND),
];

const MILLISECOND: u64 = 1_000_000;
const SECOND: u64 = 1_000_000_000;

/// Reads `digits[.digits]` as seconds.
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    whole(decimal(text.trim(), SECOND))
}

/// Reads `digits[.digits]` as milliseconds.
pub(crate) fn milliseconds(text: &str) -> Option<Duration> {
    whole(decimal(text.trim(), MILLISECOND))
}

/// Reads a Go-style duration: `6m0s`, `20ms`, `34.4s`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    whole(go_duration(text.trim()))
}

/// Reads the duration that a text begins with, as in `7.66s. Slow down`, `1h 5m` or `1 minute and 5 seconds`.
pub(crate) fn leading_duration(text: &str) -> Option<Duration> {
    let part = |text| go_duration(text).or_else(|| measured(text, " ", WORDS));
    let (mut sum, mut rest) = part(text)?;
    while let Some((more, after)) = part(after_joint(rest)) {
        sum = sum.saturating_add(more).min(LONGEST);
        rest = after;
    }
    Some(sum)
}

/// What follows a comma, an "and" or a space.
fn after_joint(text: &str) -> &str {
    let text = text.trim_start_matches([',', ' ']);
    text.strip_prefix("and ").unwrap_or(text)
}

/// A parsed value counts only if nothing is left behind it.
fn whole(parsed: Option<(Duration, &str)>) -> Option<Duration> {
    parsed.filter(|(_, rest)| rest.is_empty()).map(|(duration, _)| duration)
}

/// Numbers with units, summed up; what follows the last one is handed back.
fn go_duration(text: &str) -> Option<(Duration, &str)> {
    let (mut sum, mut rest) = measured(text, "", UNITS)?;
    while let Some((more, after)) = measured(rest, "", UNITS) {
        sum = sum.saturating_add(more).min(LONGEST);
        rest = after;
    }
    Some((sum, rest))
}

/// One number with its unit.
fn measured<'a>(text: &'a str, space: &str, units: &[(&str, u64)]) -> Option<(Duration, &'a str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let rest = rest.strip_prefix(space)?;
    units.iter().find_map(|(unit, nanos)| {
        let after = rest.strip_prefix(unit).filter(|after| !after.starts_with(char::is_alphabetic));
        let (duration, _) = decimal(number, *nanos).filter(|(_, tail)| tail.is_empty())?;
        Some((duration, after?))
    })
}

/// `digits[.digits]` times a unit, and what follows.
fn decimal(text: &str, unit: u64) -> Option<(Duration, &str)> {
    let (integer, rest) = digits(text)?;
    let mut nanos = integer
        .bytes()
        .fold(0_u128, |sum, digit| sum.saturating_mul(10).saturating_add(u128::from(digit - b'0')));
    nanos = nanos.saturating_mul(u128::from(unit));
    let mut rest = rest;
    if let Some(fraction) = rest.strip_prefix('.') {
        let (fraction, after) = digits(fraction)?;
        let mut place = u128::from(unit);
        for digit in fraction.bytes() {
            place /= 10;
            nanos = nanos.saturating_add(u128::from(digit - b'0') * place);
        }
        rest = after;
    }
    let nanos = u64::try_from(nanos).unwrap_or(u64::MAX);
    Some((Duration::from_nanos(nanos).min(LONGEST), rest))
}

/// The digits a text begins with, at least one, and what follows.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_with_at_most_one_point() {
        assert_eq!(seconds(" 46.72 "), Some(Duration::from_millis(46_720)));
        assert_eq!(milliseconds("1540"), Some(Duration::from_millis(1_540)));
        for bad in
            ["", "-1", "+5", "1e3", "nan", "inf", "0x10", "10s", "1.", ".5", "1.2.3", "1,5", "١"]
        {
            assert_eq!(seconds(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn numbers_without_end_stop_at_a_year() {
        assert_eq!(seconds(&"9".repeat(5_000)), Some(LONGEST));
        assert_eq!(duration(&"9h".repeat(5_000)), Some(LONGEST));
    }

    #[test]
    fn go_durations_have_a_unit_after_every_number() {
        for (text, millis) in [
            ("6m0s", 360_000),
            ("20ms", 20),
            ("2m59.56s", 179_560),
            ("1h2m3s", 3_723_000),
            ("350µs", 0),
            ("0.123456789s", 123),
        ] {
            assert_eq!(duration(text).map(|d| d.as_millis()), Some(millis), "{text}");
        }
        for bad in ["6 minutes", "6", "s", "1s2", "-1s", "1sec2x", ".s"] {
            assert_eq!(duration(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn prose_is_read_up_to_its_unit() {
        let read = |text| leading_duration(text).map(|wait| wait.as_millis());
        assert_eq!(read("5 seconds."), Some(5_000));
        assert_eq!(read("10h17m5.7s"), Some(37_025_700));
        assert_eq!(read("7.66s. Visit us"), Some(7_660));
        assert_eq!(read("1h 5m 3s, then more"), Some(3_903_000));
        assert_eq!(read("1 minute and 30 seconds"), Some(90_000));
        assert_eq!(read("5s 30 requests"), Some(5_000));
        assert_eq!(read("a while"), None);
    }
}
