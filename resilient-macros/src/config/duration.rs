//! Durations as people write them, `"1m 30s"`, read into a `Duration` and written back.

use std::time::Duration;

/// What keeps a text from being a duration; the words are the user's own.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Empty,
    NoUnit { number: String },
    NoNumber { text: String },
    NotAUnit { word: String },
    Fraction { text: String, exact: Option<Duration> },
    Repeated { unit: &'static str },
    Ascending { before: &'static str, unit: &'static str },
    TooLong,
}

/// Reads whole numbers with units, each unit at most once, larger units first.
pub(crate) fn read(text: &str) -> Result<Duration, Fault> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(Fault::Empty);
    }
    let mut total: u128 = 0;
    let mut before: Option<&Unit> = None;
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit() || c == '.' || c == '_');
        let (word, after) = split(after.trim_start(), |c| c.is_alphabetic() || c == '\u{b5}');
        let unit = unit_of(number, word, rest)?;
        let digits = number.replace('_', "");
        if digits.contains('.') {
            let text = format!("{number}{word}");
            return Err(Fault::Fraction { text, exact: exact(&digits, unit) });
        }
        if let Some(before) = before {
            in_order(before, unit)?;
        }
        let count: u128 = digits.parse().unwrap_or(u128::MAX);
        total = total.saturating_add(count.saturating_mul(unit.nanos));
        before = Some(unit);
        rest = after.trim_start();
    }
    from_nanos(total).ok_or(Fault::TooLong)
}

/// The shortest text that [`read`] takes for this duration.
pub(crate) fn write(duration: Duration) -> String {
    let mut rest = duration.as_nanos();
    let mut parts = Vec::new();
    for unit in UNITS {
        if rest >= unit.nanos {
            parts.push(format!("{}{}", rest / unit.nanos, unit.name));
            rest %= unit.nanos;
        }
    }
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

/// What was meant where the quotes are missing: `1.5s` is `1s 500ms`, `2 minutes` are `2m`.
pub(crate) fn meant(text: &str) -> Option<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit() || c == '.' || c == '_');
        let (word, after) = split(after.trim_start(), char::is_alphabetic);
        let is_unit = UNITS.iter().any(|unit| unit.name == word);
        let unit = if is_unit { word } else { near_unit(word)? };
        parts.push(format!("{number}{unit}"));
        rest = after.trim_start();
    }
    let text = parts.join(" ");
    match read(&text) {
        Ok(_) => Some(text),
        Err(Fault::Fraction { exact, .. }) => exact.map(write),
        Err(_) => None,
    }
}

/// The unit that a mistyped one probably means: `sec`, `Min`, `millis`.
pub(crate) fn near_unit(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    if word.starts_with("month") {
        return None;
    }
    NICKNAMES.iter().find(|(start, _)| word.starts_with(start)).map(|(_, unit)| *unit)
}

fn split(text: &str, belongs: fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at(end)
}

fn unit_of(number: &str, word: &str, rest: &str) -> Result<&'static Unit, Fault> {
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return Err(Fault::NoNumber { text: rest.to_owned() });
    }
    if word.is_empty() {
        return Err(Fault::NoUnit { number: number.to_owned() });
    }
    UNITS.iter().find(|unit| unit.name == word).ok_or(Fault::NotAUnit { word: word.to_owned() })
}

fn in_order(before: &Unit, unit: &Unit) -> Result<(), Fault> {
    if before.nanos == unit.nanos {
        return Err(Fault::Repeated { unit: unit.name });
    }
    if before.nanos < unit.nanos {
        return Err(Fault::Ascending { before: before.name, unit: unit.name });
    }
    Ok(())
}

/// The fraction as a duration, where it is one to the nanosecond.
fn exact(number: &str, unit: &Unit) -> Option<Duration> {
    let (whole, fraction) = number.split_once('.')?;
    let scale = 10_u128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
    let nanos = digits.checked_mul(unit.nanos)?;
    if nanos % scale == 0 { from_nanos(nanos / scale) } else { None }
}

fn from_nanos(nanos: u128) -> Option<Duration> {
    let seconds = u64::try_from(nanos / 1_000_000_000).ok()?;
    let below = u32::try_from(nanos % 1_000_000_000).ok()?;
    Some(Duration::new(seconds, below))
}

struct Unit {
    name: &'static str,
    nanos: u128,
}

const UNITS: &[Unit] = &[
    Unit { name: "d", nanos: 86_400_000_000_000 },
    Unit { name: "h", nanos: 3_600_000_000_000 },
    Unit { name: "m", nanos: 60_000_000_000 },
    Unit { name: "s", nanos: 1_000_000_000 },
    Unit { name: "ms", nanos: 1_000_000 },
    Unit { name: "us", nanos: 1_000 },
    Unit { name: "ns", nanos: 1 },
];

const NICKNAMES: &[(&str, &str)] = &[
    ("mil", "ms"),
    ("ms", "ms"),
    ("mic", "us"),
    ("\u{b5}", "us"),
    ("\u{3bc}", "us"),
    ("us", "us"),
    ("m", "m"),
    ("s", "s"),
    ("h", "h"),
    ("d", "d"),
    ("n", "ns"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_with_units_are_read() {
        for (text, nanos) in [
            ("30s", 30_000_000_000),
            ("1m 30s", 90_000_000_000),
            ("1m30s", 90_000_000_000),
            (" 2 h ", 7_200_000_000_000),
            ("1_500ms", 1_500_000_000),
            ("1d 1h 1m 1s 1ms 1us 1ns", 90_061_001_001_001),
            ("0s", 0),
            ("213_503d", 18_446_659_200_000_000_000),
        ] {
            assert_eq!(read(text), Ok(Duration::from_nanos(nanos)), "{text}");
        }
    }

    #[test]
    fn a_fault_names_the_words_at_fault() {
        let owned = str::to_owned;
        for (text, fault) in [
            ("", Fault::Empty),
            (" ", Fault::Empty),
            ("30", Fault::NoUnit { number: owned("30") }),
            ("1m 30", Fault::NoUnit { number: owned("30") }),
            ("s", Fault::NoNumber { text: owned("s") }),
            ("-1s", Fault::NoNumber { text: owned("-1s") }),
            (".s", Fault::NoNumber { text: owned(".s") }),
            ("1s,", Fault::NoNumber { text: owned(",") }),
            ("3sec", Fault::NotAUnit { word: owned("sec") }),
            ("1m 1m", Fault::Repeated { unit: "m" }),
            ("1s 1m", Fault::Ascending { before: "s", unit: "m" }),
            ("18446744073709551616s", Fault::TooLong),
            ("9223372036854775808s 9223372036854775808000ms", Fault::TooLong),
            ("99999999999999999999999999999999999999999d", Fault::TooLong),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_fraction_is_translated_where_that_is_exact() {
        for (text, exact) in [
            ("1.5s", Some("1s 500ms")),
            ("0.25m", Some("15s")),
            (".5s", Some("500ms")),
            ("1.s", Some("1s")),
            ("0.5ns", None),
            ("1.2.3s", None),
            ("999999999999999.5d", None),
        ] {
            let Err(Fault::Fraction { exact: found, .. }) = read(text) else {
                panic!("{text} was read");
            };
            assert_eq!(found.map(write).as_deref(), exact, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut nanos: u64 = 1;
        for step in 0..5_000_u64 {
            nanos = nanos.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(step);
            let duration = Duration::from_nanos(nanos >> (step % 60));
            assert_eq!(read(&write(duration)), Ok(duration));
        }
        assert_eq!(read(&write(Duration::MAX)), Ok(Duration::MAX));
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        let pieces =
            ["1", "0.5", ".", "s", "ms", " ", "-", "\u{b5}s", "9999999999", "_", "d", "\u{e9}"];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let _ = read(&format!("{first}{second}{third}"));
                }
            }
        }
    }

    #[test]
    fn a_mistyped_unit_has_a_near_one() {
        for (word, unit) in [
            ("sec", Some("s")),
            ("Minutes", Some("m")),
            ("millis", Some("ms")),
            ("MS", Some("ms")),
            ("\u{b5}s", Some("us")),
            ("hours", Some("h")),
            ("week", None),
        ] {
            assert_eq!(near_unit(word), unit, "{word}");
        }
    }
}
