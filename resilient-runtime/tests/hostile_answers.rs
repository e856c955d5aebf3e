//! Answers that nobody would send on purpose: the status still counts, and nothing panics.
#![cfg(feature = "http")]

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use resilient_runtime::{Class, Evidence, StatusError};

fn class(status: u16, body: &[u8]) -> Option<Class> {
    let evidence = Evidence { status: Some(status), body, ..Evidence::default() };
    evidence.failure(UNIX_EPOCH).map(|verdict| verdict.class())
}

#[test]
fn a_body_that_is_not_understood_leaves_the_status_to_decide() {
    let deep = "[".repeat(400) + &"]".repeat(400);
    let wide = format!("[{}]", "{\"error\":{}},".repeat(2_000));
    let bodies: [&[u8]; 9] = [
        b"<html>insufficient_quota</html>",
        b"\x1f\x8b\x08\x00\x00\x00garbage",
        b"{\"error\":{\"code\":\"\xff\xfe\"}}",
        b"{\"error\":{\"code\":",
        b"{\"error\":[[],{}],\"code\":1e400}",
        b"\xef\xbb\xbf",
        b"data: data: data:\n\n\n:",
        deep.as_bytes(),
        wide.as_bytes(),
    ];
    for body in bodies {
        assert_eq!(
            class(503, body),
            Some(Class::Overloaded),
            "{:?}",
            body.escape_ascii().to_string()
        );
    }
}

#[test]
fn no_more_than_the_first_16_kib_of_a_body_count() {
    let mut body = b"{\"error\":{\"code\":\"insufficient_quota\"}}".to_vec();
    assert_eq!(class(429, &body), Some(Class::Quota));
    body.resize(10 * 1024 * 1024, b' ');
    assert_eq!(class(429, &body), Some(Class::Quota));
    body.splice(..0, std::iter::repeat_n(b' ', 16 * 1024));
    assert_eq!(class(429, &body), Some(Class::RateLimited));
}

#[test]
fn a_success_that_we_cut_ourselves_shows_nothing_wrong() {
    let long = "é".repeat(20 * 1024);
    let whole = format!("{{\"choices\":[{{\"message\":{{\"content\":\"{long}\"}}}}]}}");
    let stream = format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{long}\"}}}}]}}\n\n");
    let blank = vec![b'\n'; 20 * 1024];
    assert_eq!(class(200, whole.as_bytes()), None);
    assert_eq!(class(200, stream.as_bytes()), None);
    assert_eq!(class(200, &blank), None);
}

#[test]
fn a_flood_of_headers_is_no_hint() {
    let mut headers = HeaderMap::new();
    for number in 0..20_000 {
        headers.append("retry-after", HeaderValue::from_static("soon"));
        let name = HeaderName::try_from(format!("x-{number}"));
        headers.append(name.expect("a header's name"), HeaderValue::from_static("1"));
        if headers.len() > 20_000 {
            break;
        }
    }
    headers.append("retry-after", HeaderValue::from_static("7"));
    let evidence = Evidence { status: Some(429), headers: Some(&headers), ..Evidence::default() };
    let verdict = evidence.failure(UNIX_EPOCH).expect("a verdict");
    assert_eq!((verdict.class(), verdict.hint()), (Class::RateLimited, None));
}

#[test]
fn a_hint_never_exceeds_a_year() {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_static("Fri, 31 Dec 9999 23:59:59 GMT"));
    let evidence = Evidence { status: Some(503), headers: Some(&headers), ..Evidence::default() };
    let hint = evidence.failure(UNIX_EPOCH).and_then(|verdict| verdict.hint());
    assert_eq!(hint, Some(Duration::from_secs(365 * 24 * 60 * 60)));
}

#[test]
fn mutilated_answers_of_every_provider_do_not_panic() {
    let lines = include_bytes!("fixtures/provider-errors.jsonl");
    let mut dice = 1_u64;
    for line in lines.split(|byte| *byte == b'\n') {
        for _ in 0..50 {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mut body = line.to_vec();
            let at = usize::try_from(dice >> 33).unwrap_or_default() % (body.len() + 1);
            body.truncate(at.max(body.len() / 4));
            if let Some(byte) = body.get_mut(at / 2) {
                *byte = dice.to_le_bytes()[2];
            }
            let headers = body.iter().position(|byte| *byte == b'{').unwrap_or_default();
            let error =
                StatusError::new(StatusCode::BAD_REQUEST, HeaderMap::new(), &body[headers..]);
            let _ = error.evidence().failure(UNIX_EPOCH);
            let _ = class(200, &body);
        }
    }
}
