//! A body of any content, with any status: it is judged, and an error status is always a failure.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use resilient_runtime::{Class, Evidence};

fuzz_target!(|data: &[u8]| {
    let Some((status, body)) = data.split_first_chunk::<2>() else { return };
    let status = u16::from_le_bytes(*status) % 700;
    let status = Some(status).filter(|status| *status > 99);
    let name =
        body.split(|byte| *byte == b'\n').next().and_then(|name| std::str::from_utf8(name).ok());
    let now = UNIX_EPOCH + Duration::from_secs(1_795_348_800);
    let evidence = Evidence { status, body, ..Evidence::default() };
    let failure = evidence.failure(now);
    if let Some(400..=599) = status {
        let verdict = failure.expect("an error status is a failure");
        assert_ne!(verdict.class(), Class::Unknown, "{status:?}");
    }
    let _ = Evidence { name, ..evidence }.failure(now);
});
