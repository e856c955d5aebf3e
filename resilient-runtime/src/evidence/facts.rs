//! What one answer says about itself, and the order in which its parts are believed.

use crate::classify::Class;
use crate::evidence::names::{
    CORRECTIONS, FIRM_STATUSES, MONEY, NAMES, PHRASES, Phrase, STATUSES, VAGUE_NAMES, Words,
};

/// What one answer says about itself, gathered from status, headers and envelope.
#[derive(Debug, Default)]
pub(crate) struct Facts<'a> {
    /// The error status: that of the answer, else the one in its body.
    pub(crate) status: Option<u16>,
    /// Names of the error, the most specific first.
    pub(crate) names: Vec<&'a str>,
    /// Sentences of the error.
    pub(crate) texts: Vec<&'a str>,
    /// What only the structure of the envelope tells, as in a list of violated quotas.
    pub(crate) shown: Option<Class>,
    /// The server says that a retry makes sense: `x-should-retry: true`.
    pub(crate) passes: bool,
}

/// Decides in one order for all providers: money, phrases that correct a name, names, phrases, status.
///
/// `None` where nothing is recognised.
pub(crate) fn class_of(facts: &Facts<'_>) -> Option<Class> {
    let named = |table| facts.names.iter().find_map(|name| find(table, name));
    named(MONEY)
        .or(facts.shown)
        .or_else(|| said(CORRECTIONS, facts))
        .or_else(|| facts.status.and_then(|status| status_in(FIRM_STATUSES, status)))
        .or_else(|| named(NAMES))
        .or_else(|| said(PHRASES, facts))
        .or_else(|| facts.status.map(by_status).map(|class| passing(class, facts.passes)))
        .or_else(|| named(VAGUE_NAMES))
}

/// A fault of the request that passes by itself is a collision with something else.
fn passing(class: Class, passes: bool) -> Class {
    if passes && class == Class::Invalid { Class::Conflict } else { class }
}

fn by_status(status: u16) -> Class {
    status_in(STATUSES, status).unwrap_or_else(|| Class::from_status(status))
}

fn status_in(table: &[(u16, Class)], status: u16) -> Option<Class> {
    table.iter().find(|(known, _)| *known == status).map(|(_, class)| *class)
}

fn find(table: &[(&str, Class)], name: &str) -> Option<Class> {
    table.iter().find(|(known, _)| same(known, name)).map(|(_, class)| *class)
}

/// Names are one word in many spellings: `RATE_LIMIT_ERROR`, `rate_limit_error`, `rateLimitError`.
fn same(known: &str, name: &str) -> bool {
    letters(known).eq(letters(name))
}

fn letters(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
}

fn said(table: &[Phrase], facts: &Facts<'_>) -> Option<Class> {
    // Without a status the sentence may be anybody's: read as of a 400, it must begin as known.
    let status = facts.status.unwrap_or(400);
    let lower: Vec<String> = facts.texts.iter().map(|text| plain(text)).collect();
    let holds = |phrase: &&Phrase| {
        phrase.statuses.contains(&status)
            && lower.iter().any(|text| match phrase.words {
                Words::Begin(words) => text.starts_with(words),
                Words::Contain(words) => text.contains(words),
                Words::End(words) => text.ends_with(words),
            })
    };
    table.iter().find(holds).map(|phrase| phrase.class)
}

/// A sentence as it is compared: `free-models-per-day` and `requests_per_day` are `per day` too.
fn plain(text: &str) -> String {
    text.trim().to_ascii_lowercase().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(status: u16, names: &[&str], text: &str) -> Option<Class> {
        let status = Some(status).filter(|status| *status > 0);
        let texts = vec![text];
        class_of(&Facts { status, names: names.to_vec(), texts, shown: None, passes: false })
    }

    #[test]
    fn money_wins_over_every_name_and_status() {
        for status in [0, 400, 403, 429, 500] {
            let found = class(status, &["rate_limit_exceeded", "insufficient_quota"], "");
            assert_eq!(found, Some(Class::Quota), "{status}");
        }
        assert_eq!(class(402, &["RESOURCE_EXHAUSTED"], ""), Some(Class::Quota));
        assert_eq!(class(402, &["in_flight_budget_exhausted"], ""), Some(Class::RateLimited));
    }

    #[test]
    fn a_precise_name_wins_over_the_status_and_a_vague_one_does_not() {
        assert_eq!(class(400, &["ThrottlingException"], ""), Some(Class::RateLimited));
        assert_eq!(class(503, &["slow_down", "server_error"], ""), Some(Class::RateLimited));
        assert_eq!(class(503, &["server_error"], ""), Some(Class::Overloaded));
        assert_eq!(class(0, &["server_error"], ""), Some(Class::Server));
        assert_eq!(class(0, &["never heard of"], ""), None);
    }

    #[test]
    fn one_status_means_two_things_until_it_is_named() {
        assert_eq!(class(498, &["capacity_exceeded"], ""), Some(Class::Overloaded));
        assert_eq!(class(498, &[], "invalid token"), Some(Class::Auth));
        assert_eq!(class(424, &["ModelErrorException"], ""), Some(Class::Server));
        assert_eq!(class(424, &["failed_dependency"], ""), Some(Class::Invalid));
    }

    #[test]
    fn sentences_count_only_with_their_statuses() {
        for (status, text, expected) in [
            (400, "prompt is too long: 210000 tokens > 200000 maximum", Class::TooLarge),
            (400, "invalid value: 'prompt is too long'", Class::Invalid),
            (500, "prompt is too long", Class::Server),
            (429, "Rate limit exceeded: free-models-per-day", Class::Quota),
            (400, "tools[0]: 'per day'", Class::Invalid),
            (429, "Too many tokens, please wait", Class::RateLimited),
            (0, "Your credit balance is too low to access the API.", Class::Quota),
        ] {
            assert_eq!(class(status, &[], text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_404_is_invalid_unless_it_is_about_a_model() {
        for text in ["model: none-1", "The model `none` does not exist", "models/none is not found"]
        {
            assert_eq!(class(404, &["not_found_error"], text), Some(Class::Missing), "{text}");
        }
        for text in ["", "Unknown URL: POST /v1/models/x/y", "No such batch"] {
            assert_eq!(class(404, &["not_found_error"], text), Some(Class::Invalid), "{text}");
        }
    }

    #[test]
    fn a_name_is_the_same_in_every_spelling() {
        for name in ["rateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RateLimitExceeded"] {
            assert_eq!(class(500, &[name], ""), Some(Class::RateLimited), "{name}");
        }
        assert_eq!(class(500, &["rate_limit_exceeded_not"], ""), Some(Class::Server));
    }
}
