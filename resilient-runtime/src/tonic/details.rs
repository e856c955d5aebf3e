//! The details of a `google.rpc.Status` that matter here, read from protobuf's wire format.

use std::time::Duration;

/// What is found in the details of a status.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Details<'a> {
    /// The `reason` of a `google.rpc.ErrorInfo`.
    pub(crate) reason: Option<&'a str>,
    /// The `retry_delay` of a `google.rpc.RetryInfo`.
    pub(crate) retry_delay: Option<Duration>,
    /// The `quota_id`s of a `google.rpc.QuotaFailure`.
    pub(crate) quotas: Vec<&'a str>,
}

impl<'a> Details<'a> {
    /// Reads a `google.rpc.Status`; what does not read as one says nothing.
    pub(crate) fn read(status: &'a [u8]) -> Self {
        let mut details = Self::default();
        for detail in bytes_in(status, 3).take(MOST) {
            let name = bytes_in(detail, 1).next().unwrap_or_default();
            let Some(value) = bytes_in(detail, 2).next() else { continue };
            if name.ends_with(b"/google.rpc.RetryInfo") {
                let delay = bytes_in(value, 1).next().and_then(duration);
                details.retry_delay = details.retry_delay.or(delay);
            } else if name.ends_with(b"/google.rpc.ErrorInfo") {
                let reason = bytes_in(value, 1).next();
                let reason = reason.and_then(|reason| std::str::from_utf8(reason).ok());
                details.reason = details.reason.or(reason);
            } else if name.ends_with(b"/google.rpc.QuotaFailure") {
                let violations = bytes_in(value, 1).take(MOST);
                let ids = violations.filter_map(|violation| bytes_in(violation, 5).next());
                details.quotas.extend(ids.filter_map(|id| std::str::from_utf8(id).ok()));
            }
        }
        details
    }
}

/// `seconds` and `nanos` of a `google.protobuf.Duration`; a negative one is none.
fn duration(message: &[u8]) -> Option<Duration> {
    let number = |wanted| {
        fields(message).find_map(|(number, value)| match value {
            Value::Number(value) if number == wanted => Some(value),
            _ => None,
        })
    };
    let seconds = i64::try_from(number(1).unwrap_or(0)).ok()?;
    let nanos =
        u32::try_from(number(2).unwrap_or(0)).ok().filter(|nanos| *nanos < 1_000_000_000)?;
    Some(Duration::new(u64::try_from(seconds).ok()?.min(LONGEST), nanos))
}

fn bytes_in(message: &[u8], wanted: u64) -> impl Iterator<Item = &[u8]> {
    fields(message).filter_map(move |(number, value)| match value {
        Value::Bytes(bytes) if number == wanted => Some(bytes),
        _ => None,
    })
}

enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Of a fixed width, which nothing here has.
    Other,
}

/// The fields of a message; it ends where the wire format is broken.
fn fields(mut rest: &[u8]) -> impl Iterator<Item = (u64, Value<'_>)> {
    std::iter::from_fn(move || {
        let key = number(&mut rest)?;
        let value = match key & 7 {
            0 => Value::Number(number(&mut rest)?),
            1 => take(&mut rest, 8).map(|_| Value::Other)?,
            2 => {
                let length = usize::try_from(number(&mut rest)?).ok()?;
                Value::Bytes(take(&mut rest, length)?)
            }
            5 => take(&mut rest, 4).map(|_| Value::Other)?,
            _ => return None,
        };
        Some((key >> 3, value))
    })
}

/// Seven bits a byte, the lowest first; at most ten bytes.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..70).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

/// More details than this are a flood.
const MOST: usize = 16;

/// A year, in seconds.
const LONGEST: u64 = 365 * 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    /// A field of bytes, short enough for one byte of length.
    fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u8::try_from(bytes.len()).unwrap();
        assert!(length < 0x80);
        [&[number << 3 | 2, length], bytes].concat()
    }

    fn detail(name: &str, value: &[u8]) -> Vec<u8> {
        let name = format!("type.googleapis.com/google.rpc.{name}");
        field(3, &[field(1, name.as_bytes()), field(2, value)].concat())
    }

    fn delay(duration: &[u8]) -> Option<Duration> {
        Details::read(&detail("RetryInfo", &field(1, duration))).retry_delay
    }

    #[test]
    fn a_delay_has_seconds_and_nanos() {
        assert_eq!(delay(&[8, 7]), Some(Duration::from_secs(7)));
        assert_eq!(
            delay(&[8, 1, 16, 0x80, 0xca, 0xb5, 0xee, 1]),
            Some(Duration::from_millis(1_500))
        );
        assert_eq!(delay(&[]), Some(Duration::ZERO));
    }

    #[test]
    fn a_delay_that_is_none_is_left_out() {
        let minus_one = [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
        assert_eq!(delay(&minus_one), None);
        assert_eq!(delay(&[8, 1, 16, 255, 255, 255, 255, 15]), None);
        let endless = [8, 255, 255, 255, 255, 255, 255, 255, 127];
        assert_eq!(delay(&endless), Some(Duration::from_secs(LONGEST)));
    }

    #[test]
    fn a_reason_is_found_among_others() {
        let status =
            [vec![8, 3], detail("Help", b"x"), detail("ErrorInfo", &field(1, b"API_KEY_INVALID"))];
        assert_eq!(Details::read(&status.concat()).reason, Some("API_KEY_INVALID"));
    }

    #[test]
    fn every_violated_quota_has_an_id() {
        let violation = |id: &[u8]| field(1, &[field(4, b"requests"), field(5, id)].concat());
        let both = [violation(b"PerMinute"), violation(b"PerDay")].concat();
        assert_eq!(Details::read(&detail("QuotaFailure", &both)).quotas, ["PerMinute", "PerDay"]);
    }

    #[test]
    fn whatever_the_bytes_are_it_ends() {
        let whole = [detail("ErrorInfo", &field(1, b"A")), detail("RetryInfo", &field(1, &[8, 7]))]
            .concat();
        for end in 0..whole.len() {
            let _ = Details::read(&whole[..end]);
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut broken = whole.clone();
                broken[end] = byte;
                let _ = Details::read(&broken);
            }
        }
    }
}
