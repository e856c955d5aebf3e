//! The span of a call, with the field names that OpenTelemetry has, or has proposed.

use tracing::field::Empty;
use tracing::{Span, info_span};

use crate::event::Event;
use crate::log::TARGET;
use crate::run::scope::Scope;
use crate::site::Site;

/// Makes the span of a call, where somebody wants it.
pub(crate) fn span(site: &'static Site, call: u64, outer: Option<&Scope>) -> Option<Span> {
    let depth = outer.map_or(0, |outer| outer.depth + 1);
    let span = info_span!(
        target: TARGET,
        "resilient.call",
        id = site.id(),
        call,
        depth,
        answered_by = Empty,
        "retry.attempt" = Empty,
        "error.type" = Empty,
        "otel.status_code" = Empty,
    );
    (!span.is_disabled()).then_some(span)
}

/// Writes into the span how the call ended.
pub(crate) fn close(span: &Span, event: &Event<'_>) {
    match event {
        Event::Answered { target, attempts, .. } => {
            span.record("answered_by", target);
            span.record("retry.attempt", attempts);
        }
        Event::LastResort { class, .. } => {
            span.record("answered_by", "otherwise");
            span.record("error.type", class.name());
        }
        Event::CallFailed { attempts, class, .. } => {
            span.record("retry.attempt", attempts);
            span.record("error.type", class.name());
            span.record("otel.status_code", "ERROR");
        }
        Event::Cancelled { .. } => {
            span.record("error.type", "cancelled");
        }
        _ => {}
    }
}
