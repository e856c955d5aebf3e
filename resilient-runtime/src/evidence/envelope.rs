//! Where providers put the error in a body: the envelope's fields are read, free text is not searched.

use std::time::Duration;

use serde_json::Value;

use crate::classify::Class;
use crate::evidence::duration::duration;

/// What the error in a body says, in the fields of the known envelopes.
#[derive(Debug, Default)]
pub(crate) struct Envelope<'a> {
    pub(crate) status: Option<u16>,
    pub(crate) names: Vec<&'a str>,
    pub(crate) texts: Vec<&'a str>,
    pub(crate) shown: Option<Class>,
    pub(crate) wait: Option<Duration>,
}

/// Whether the HTTP status has already said that this is an error; only then is a bare body one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answered {
    WithError,
    WithSuccess,
}

/// Finds the error in a body, wherever its envelope has it.
pub(crate) fn error_in(body: &Value, answered: Answered) -> Option<&Value> {
    if let Value::Array(items) = body {
        return items
            .iter()
            .filter(|item| item.is_object())
            .find_map(|item| error_in(item, answered));
    }
    let in_choices =
        || body["choices"].as_array()?.iter().find_map(|choice| present(&choice["error"]));
    match present(&body["error"]) {
        // A text has its names beside it.
        Some(error) if error.is_string() => return Some(body),
        Some(error) => return Some(error),
        None => {}
    }
    let is_flat = body["object"] == "error"
        || body["type"] == "error"
        || body["error"] == true
        || body["__type"].is_string();
    present(&body["response"]["error"]).or_else(in_choices).or_else(|| match answered {
        Answered::WithError => bare(body),
        Answered::WithSuccess => is_flat.then_some(body),
    })
}

/// The error in a body that is nothing else, since its status has said so.
fn bare(body: &Value) -> Option<&Value> {
    if body["detail"].is_object() {
        return error_in(&body["detail"], Answered::WithError);
    }
    let first = body["errors"].as_array().and_then(|errors| errors.first());
    first.or(Some(body)).filter(|error| error.is_object())
}

/// Finds the answer that a proxy got and quotes, all of it, as a text of its own.
pub(crate) fn quoted(error: &Value) -> Option<Value> {
    let texts = [&error["metadata"]["raw"], &error["message"], &error["error"]];
    let whole = texts.into_iter().filter_map(Value::as_str).map(str::trim_start);
    let mut bodies = whole.filter(|text| text.starts_with(['{', '[']));
    bodies.find_map(|text| {
        let body = serde_json::from_str(text).ok()?;
        error_in(&body, Answered::WithError).cloned()
    })
}

/// Reads an error that [`error_in`] has found.
pub(crate) fn read(error: &Value) -> Envelope<'_> {
    let details = error["details"].as_array().map_or(&[][..], Vec::as_slice);
    let specific = [
        &error["details"]["error_code"],
        &error["innererror"]["code"],
        &error["metadata"]["error_type"],
        &error["metadata"]["limit_source"],
    ];
    let plain = ["code", "type", "status", "error_type", "error_code", "__type"];
    let names = specific
        .into_iter()
        .chain(details.iter().map(|detail| &detail["reason"]))
        .chain(plain.map(|field| &error[field]));
    let texts = ["error", "message", "Message", "detail", "details"].map(|field| &error[field]);
    let statuses = ["code", "statusCode", "status", "error_code"].map(|field| &error[field]);
    Envelope {
        status: statuses.into_iter().find_map(error_status),
        names: names.filter_map(Value::as_str).map(short_name).collect(),
        texts: [error].into_iter().chain(texts).filter_map(Value::as_str).collect(),
        shown: shown(error, details),
        wait: details.iter().find_map(|detail| duration(detail["retryDelay"].as_str()?)),
    }
}

impl<'a> Envelope<'a> {
    /// Adds what a quoted error says, for where this one says nothing.
    pub(crate) fn with(mut self, quoted: Option<&'a Value>) -> Self {
        let Some(inner) = quoted.map(read) else { return self };
        self.names.extend(inner.names);
        self.texts.extend(inner.texts);
        Self {
            status: self.status.or(inner.status),
            shown: self.shown.or(inner.shown),
            wait: self.wait.or(inner.wait),
            ..self
        }
    }
}

/// `"error": null` and `"error": ""` are how some APIs spell success. Of several errors the first counts.
fn present(error: &Value) -> Option<&Value> {
    let error = error.get(0).unwrap_or(error);
    (error.is_object() || error.as_str().is_some_and(|text| !text.trim().is_empty()))
        .then_some(error)
}

/// An HTTP status as a body spells it: `429` or `"429"`.
fn error_status(value: &Value) -> Option<u16> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
    u16::try_from(number).ok().filter(|status| (400..600).contains(status))
}

/// `com.amazon.coral.service#ThrottlingException:http://…` is named `ThrottlingException`.
pub(crate) fn short_name(name: &str) -> &str {
    let name = name.rsplit_once('#').map_or(name, |(_, name)| name);
    name.split_once(':').map_or(name, |(name, _)| name).trim()
}

/// A quota that no wait within a call brings back, as Google names it: `GenerateRequestsPerDayPerProject`.
pub(crate) fn is_of_long(quota: &str) -> bool {
    ["PerDay", "PerMonth"].iter().any(|period| quota.contains(period))
}

/// What has no name: violated quotas of a day, budgets and moderation behind a 403.
fn shown(error: &Value, details: &[Value]) -> Option<Class> {
    let mut violations =
        details.iter().filter_map(|detail| detail["violations"].as_array()).flatten();
    let used_up_for_long = violations.any(|violation| {
        is_of_long(violation["quotaId"].as_str().unwrap_or_default())
            || violation["quotaValue"] == "0"
            || violation["quotaValue"] == 0
    });
    let metadata = &error["metadata"];
    let budget = metadata["limit_source"].is_string() && error_status(&error["code"]) == Some(403);
    if used_up_for_long || budget {
        return Some(Class::Quota);
    }
    let reasons = metadata["reasons"].as_array();
    reasons.is_some_and(|reasons| !reasons.is_empty()).then_some(Class::Filtered)
}
