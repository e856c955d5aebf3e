//! What providers really answer, line by line: the class and the hint of each, and what follows from them.
#![cfg(feature = "http")]
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use resilient_runtime::{Class, Evidence, Transport, Verdict};
use serde_json::Value;

/// Those that were given, and our own for what they miss.
const LINES: [&str; 2] =
    [include_str!("fixtures/provider-errors.jsonl"), include_str!("fixtures/own-errors.jsonl")];

/// A hint longer than this is never waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where a line expects something else than the contract, which stands.
const CONTRACT_STANDS: &[(&str, &str)] = &[
    // A `Server` error counts, also where the model's own output was the fault.
    ("groq-400-json", "breaker"),
    // `Auth` asks the next target at once, whoever wanted the credential.
    ("corp-proxy-407", "fall_back"),
    // `Unknown` is a failure and asks the next target.
    ("redirect-302", "breaker"),
    ("redirect-302", "fall_back"),
    // A complete answer that the client can't decode is `Unknown`, not `Malformed`.
    ("nostatus-schema-drift", "class"),
    ("nostatus-schema-drift", "breaker"),
];

/// One line, with its answer taken apart.
struct Line {
    json: Value,
    headers: HeaderMap,
    frame: Option<String>,
    body: Vec<u8>,
}

#[test]
fn every_answer_of_a_provider_means_what_its_line_says() {
    let different = differences();
    let wrong: Vec<_> =
        different.iter().filter(|found| !CONTRACT_STANDS.contains(&found.at())).collect();
    assert!(wrong.is_empty(), "{} differences: {wrong:#?}", wrong.len());
}

#[test]
fn every_exception_for_the_contract_is_still_needed() {
    let different = differences();
    for exception in CONTRACT_STANDS {
        assert!(different.iter().any(|found| found.at() == *exception), "{exception:?}");
    }
}

/// Where one line and the verdict differ.
#[derive(Debug)]
struct Difference {
    id: String,
    what: &'static str,
    #[expect(dead_code, reason = "read by a failing test's message")]
    found: String,
    #[expect(dead_code, reason = "read by a failing test's message")]
    expected: String,
}

impl Difference {
    fn at(&self) -> (&str, &str) {
        (&self.id, self.what)
    }
}

fn differences() -> Vec<Difference> {
    let lines: Vec<Line> = LINES.iter().flat_map(|file| file.lines()).map(line).collect();
    lines.iter().flat_map(|line| line.differences(line.evidence().failure(line.now()))).collect()
}

impl Line {
    fn evidence(&self) -> Evidence<'_> {
        Evidence {
            status: self.json["status"].as_u64().map(|status| u16::try_from(status).unwrap()),
            headers: Some(&self.headers),
            body: &self.body,
            name: self.frame.as_deref(),
            transport: self.json["transport"].as_str().map(transport),
        }
    }

    fn now(&self) -> SystemTime {
        let now = self.json["now"].as_str().unwrap_or("2026-11-22T12:00:00Z");
        assert_eq!(now, "2026-11-22T12:00:00Z");
        UNIX_EPOCH + Duration::from_secs(1_795_348_800)
    }

    fn differences(&self, verdict: Option<Verdict>) -> Vec<Difference> {
        let expected = &self.json["expect"];
        let class = verdict.map(|verdict| verdict.class());
        let hint = verdict.and_then(|verdict| verdict.hint());
        let output_started = self.json["output_started"] == true;
        let retried = verdict.is_some_and(is_retried) && !output_started;
        let next = verdict.filter(|_| !output_started).map_or("never", next_target);
        let millis = hint.map(|hint| u64::try_from(hint.as_millis()).unwrap());
        let wanted = class_named(expected["class"].as_str().unwrap());
        [
            ("class", format!("{class:?}"), format!("{wanted:?}")),
            ("retryable", retried.to_string(), expected["retryable"].to_string()),
            ("hint", format!("{millis:?}"), format!("{:?}", expected["retry_after_ms"].as_u64())),
            (
                "breaker",
                class.is_some_and(is_failure).to_string(),
                expected["counts_for_breaker"].to_string(),
            ),
            ("fall_back", format!("{next:?}"), expected["fall_back"].to_string()),
        ]
        .into_iter()
        .filter(|(_, found, expected)| found != expected)
        .map(|(what, found, expected)| Difference {
            id: self.json["id"].as_str().unwrap().into(),
            what,
            found,
            expected,
        })
        .collect()
    }
}

fn is_retried(verdict: Verdict) -> bool {
    let has_retries = matches!(
        verdict.class(),
        Class::RateLimited
            | Class::Overloaded
            | Class::Server
            | Class::Timeout
            | Class::Network
            | Class::Malformed
            | Class::Conflict
    );
    has_retries && verdict.repeatable() && verdict.hint().is_none_or(|hint| hint <= PATIENCE)
}

/// When the next target is asked, if there is one.
fn next_target(verdict: Verdict) -> &'static str {
    match verdict.class() {
        Class::Filtered | Class::Invalid | Class::Cancelled => "never",
        Class::Overloaded => "now",
        _ if is_retried(verdict) => "after_retries",
        _ => "now",
    }
}

fn is_failure(class: Class) -> bool {
    matches!(
        class,
        Class::Overloaded
            | Class::Server
            | Class::Timeout
            | Class::Network
            | Class::Malformed
            | Class::Unknown
    )
}

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "ok" => return None,
        "rate_limited" => Class::RateLimited,
        "overloaded" => Class::Overloaded,
        "server_error" => Class::Server,
        "timeout" => Class::Timeout,
        "network" => Class::Network,
        "malformed_response" => Class::Malformed,
        "conflict" => Class::Conflict,
        "quota_exhausted" => Class::Quota,
        "auth" | "permission" => Class::Auth,
        "model_unavailable" => Class::Missing,
        "context_overflow" | "request_too_large" => Class::TooLarge,
        "content_filtered" => Class::Filtered,
        "invalid_request" | "dependency_failed" => Class::Invalid,
        "cancelled" => Class::Cancelled,
        "unknown" => Class::Unknown,
        other => panic!("no class is named {other}"),
    })
}

fn transport(name: &str) -> Transport {
    match name {
        "dns" => Transport::Dns,
        "connect_refused" | "connect_timeout" => Transport::Connect,
        "tls" => Transport::Tls,
        "reset_before_response" => Transport::Reset,
        "reset_mid_stream" => Transport::Cut,
        "idle_timeout" => Transport::Timeout,
        other => panic!("no transport is named {other}"),
    }
}

/// The headers of an event frame, which begin with a colon, are no HTTP headers: the client has read the name.
fn line(text: &str) -> Line {
    let json: Value = serde_json::from_str(text).unwrap();
    let mut headers = HeaderMap::new();
    let mut frame = None;
    for (name, value) in json["headers"].as_object().unwrap() {
        let value = value.as_str().unwrap();
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(name) => {
                _ = headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
            }
            Err(_) if name == ":exception-type" => frame = Some(value.to_owned()),
            Err(_) => assert_eq!(name, ":message-type"),
        }
    }
    let body = json["body"].as_str().unwrap_or_default();
    let body = if json["body_encoding"] == "base64" { base64(body) } else { body.into() };
    Line { json, headers, frame, body }
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut buffer, mut bits) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = ALPHABET.iter().position(|known| *known == letter).unwrap();
        buffer = (buffer << 6) | u32::try_from(value).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).unwrap());
        }
    }
    bytes
}
