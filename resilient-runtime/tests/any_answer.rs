//! Answers made of pieces of real ones: each is judged, quickly, and the same way twice. The fuzz targets do so for
//! longer.
#![cfg(feature = "http")]
#![allow(clippy::expect_used, reason = "clippy knows a test only by its attribute")]

use std::time::{Duration, Instant, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use resilient_runtime::{Class, Evidence};

const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\n",
    "\\",
    "\u{feff}",
    "data:",
    "event: error",
    "[DONE]",
    "\"error\"",
    "\"code\"",
    "\"message\"",
    "\"status\"",
    "\"details\"",
    "\"retryDelay\"",
    "null",
    "429",
    "503",
    "-1",
    "1e309",
    "0.5",
    "7s",
    "99999999999999999999s",
    "per day",
    "insufficient_quota",
    "try again in ",
    "\"choices\"",
    "\"finish_reason\"",
    "\"refusal\"",
    "<html>",
    "\u{1f980}",
    "é",
    "Sun, 22 Nov 2026 12:00:30 GMT",
    "2026-11-22T12:00:20Z",
    "1795348830",
    " ",
];

const HEADERS: [&str; 9] = [
    "retry-after",
    "retry-after-ms",
    "x-amz-retry-after",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "anthropic-ratelimit-tokens-remaining",
    "anthropic-ratelimit-tokens-reset",
    "x-should-retry",
    "date",
];

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).expect("a side")
    }

    fn text(&mut self, most: usize) -> Vec<u8> {
        let mut text = Vec::new();
        for _ in 0..self.throw(most) {
            match self.throw(20) {
                0 => text.push(u8::try_from(self.throw(256)).expect("a byte")),
                _ => text.extend(PIECES[self.throw(PIECES.len())].bytes()),
            }
        }
        text
    }

    fn headers(&mut self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for _ in 0..self.throw(6) {
            let name = HeaderName::from_static(HEADERS[self.throw(HEADERS.len())]);
            if let Ok(value) = HeaderValue::from_bytes(&self.text(3)) {
                headers.append(name, value);
            }
        }
        headers
    }
}

#[test]
fn whatever_an_answer_is_made_of_it_is_judged() {
    let (mut dice, started) = (Dice(1), Instant::now());
    let now = UNIX_EPOCH + Duration::from_secs(1_795_348_800);
    for round in 0..30_000 {
        let (headers, body) = (dice.headers(), dice.text(40));
        let status = Some(u16::try_from(100 + dice.throw(500)).expect("a status"));
        let evidence =
            Evidence { status, headers: Some(&headers), body: &body, ..Evidence::default() };
        let failure = evidence.failure(now);
        assert_eq!(evidence.failure(now), failure, "{round}");
        if status >= Some(400) {
            let verdict = failure.expect("an error status is a failure");
            assert_ne!(verdict.class(), Class::Unknown, "{round}");
        }
        let hint = failure.and_then(|verdict| verdict.hint()).unwrap_or_default();
        assert!(hint <= Duration::from_secs(366 * 24 * 60 * 60), "{round}: {hint:?}");
        let _ = Evidence { status: None, ..evidence }.verdict();
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}
