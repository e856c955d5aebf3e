//! A header of any content: what it says is a wait of at most a year, and no header says two things.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use resilient_runtime::Evidence;

const NAMES: [&str; 8] = [
    "retry-after",
    "retry-after-ms",
    "x-ms-retry-after-ms",
    "x-amz-retry-after",
    "x-ratelimit-reset",
    "x-ratelimit-reset-tokens",
    "anthropic-ratelimit-tokens-reset",
    "date",
];

fuzz_target!(|data: &[u8]| {
    let mut headers = HeaderMap::new();
    headers.insert("x-ratelimit-remaining", HeaderValue::from_static("0"));
    headers.insert("x-ratelimit-remaining-tokens", HeaderValue::from_static("0"));
    headers.insert("anthropic-ratelimit-tokens-remaining", HeaderValue::from_static("0"));
    for (line, value) in data.split(|byte| *byte == b'\n').enumerate() {
        let (name, value) =
            value.split_first().map_or((line, value), |(name, value)| ((*name).into(), value));
        if let Ok(value) = HeaderValue::from_bytes(value) {
            headers.append(HeaderName::from_static(NAMES[name % NAMES.len()]), value);
        }
    }
    let now = UNIX_EPOCH + Duration::from_secs(1_795_348_800);
    let evidence = Evidence { status: Some(429), headers: Some(&headers), ..Evidence::default() };
    let verdict = evidence.failure(now).expect("a 429 is a failure");
    assert!(
        verdict.hint().is_none_or(|hint| hint <= Duration::from_secs(366 * 24 * 60 * 60)),
        "{verdict:?}"
    );
    assert_eq!(evidence.failure(now), Some(verdict));
});
