//! How servers write dates: the three forms of HTTP, and RFC 3339.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Reads one of the three HTTP dates; the weekday says nothing that the date does not.
pub(crate) fn http_date(text: &str) -> Option<SystemTime> {
    let (weekday, date) = text.trim().split_once(' ')?;
    WEEKDAYS.iter().find_map(|(short, long)| {
        let name = if weekday.trim_end_matches(',').len() > 3 { long } else { short };
        let comma = if weekday.ends_with(',') { "," } else { "" };
        httpdate::parse_http_date(&format!("{name}{comma} {date}")).ok()
    })
}

/// Reads an RFC 3339 date to the second: `2026-11-22T12:00:30Z`, `2026-11-22T13:00:30.5+01:00`.
pub(crate) fn rfc3339(text: &str) -> Option<SystemTime> {
    let text = text.trim();
    let (date, time) = (text.get(..10)?, text.get(11..19)?);
    if !matches!(text.get(10..11)?, "T" | "t" | " ") {
        return None;
    }
    let [year, month, day] = fields(date, '-')?;
    let [hour, minute, second] = fields(time, ':')?;
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let local = days_since_epoch(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    let utc =
        local - zone(text.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()))?;
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(utc).ok()?))
}

/// Three numbers between separators, digits only.
fn fields(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut parts = text.split(separator).map(|part| {
        let all_digits = part.bytes().all(|byte| byte.is_ascii_digit());
        if all_digits { part.parse().ok() } else { None }
    });
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// The seconds that a zone is ahead of UTC.
fn zone(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let ahead = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let [hours, minutes, _] = fields(&format!("{}:0", text.get(1..)?), ':')?;
    (hours < 24 && minutes < 60).then_some(ahead * (hours * 3_600 + minutes * 60))
}

/// Howard Hinnant's `days_from_civil`: <https://howardhinnant.github.io/date_algorithms.html>
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year / 400;
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

const WEEKDAYS: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_795_348_800;

    #[test]
    fn the_three_http_dates_are_read_whatever_their_weekday() {
        for text in [
            "Sun, 22 Nov 2026 12:00:30 GMT",
            "Fri, 22 Nov 2026 12:00:30 GMT",
            "Sunday, 22-Nov-26 12:00:30 GMT",
            "Sun Nov 22 12:00:30 2026",
        ] {
            assert_eq!(
                http_date(text),
                Some(UNIX_EPOCH + Duration::from_secs(NOON + 30)),
                "{text}"
            );
        }
        for bad in ["Sun, 31 Feb 2026 12:00:00 GMT", "Sun, 22 Nov 2026 12:00:30 +0100", "22", "a b"]
        {
            assert_eq!(http_date(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn rfc_3339_dates_are_read_in_every_zone() {
        for text in
            ["2026-11-22T12:00:00Z", "2026-11-22T13:30:00.25+01:30", "2026-11-22t07:00:00-05:00"]
        {
            assert_eq!(rfc3339(text), Some(UNIX_EPOCH + Duration::from_secs(NOON)), "{text}");
        }
        for bad in [
            "2026-11-22",
            "2026-13-22T12:00:00Z",
            "2026-11-22T12:00:00",
            "2026-11-22T25:00:00Z",
            "é",
        ] {
            assert_eq!(rfc3339(bad), None, "{bad:?}");
        }
    }
}
