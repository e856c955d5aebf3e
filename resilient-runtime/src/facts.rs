//! What one answer says about itself, and the order in which its parts are believed.

use crate::classify::Class;
use crate::names::{
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
}

/// Decides in one order for all providers: money, phrases that correct a name, names, phrases, status.
///
/// `None` where nothing is recognised.
pub(crate) fn class_of(facts: &Facts<'_>) -> Option<Class> {
    let named = |table| facts.names.iter().find_map(|name| find(table, name));
    named(MONEY)
        .or(facts.shown)
        .or_else(|| said(CORRECTIONS, facts))
        .or_else(|| {
            facts
                .status
                .and_then(|status| status_in(FIRM_STATUSES, status))
        })
        .or_else(|| named(NAMES))
        .or_else(|| said(PHRASES, facts))
        .or_else(|| facts.status.map(by_status))
        .or_else(|| named(VAGUE_NAMES))
}

fn by_status(status: u16) -> Class {
    status_in(STATUSES, status).unwrap_or_else(|| Class::from_status(status))
}

fn status_in(table: &[(u16, Class)], status: u16) -> Option<Class> {
    table
        .iter()
        .find(|(known, _)| *known == status)
        .map(|(_, class)| *class)
}

fn find(table: &[(&str, Class)], name: &str) -> Option<Class> {
    table
        .iter()
        .find(|(known, _)| same(known, name))
        .map(|(_, class)| *class)
}

/// Names are one word in many spellings: `ThrottlingException`, `throttlingException`, `RATE_LIMIT`, `rate_limit`.
fn same(known: &str, name: &str) -> bool {
    let letters = |text: &'_ str| {
        text.bytes()
            .filter(|b| *b != b'_')
            .map(|b| b.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    known.len().abs_diff(name.len()) <= 8 && letters(known) == letters(name)
}

fn said(table: &[Phrase], facts: &Facts<'_>) -> Option<Class> {
    let status = facts.status?;
    let lower: Vec<String> = facts
        .texts
        .iter()
        .map(|text| text.to_ascii_lowercase())
        .collect();
    let holds = |phrase: &&Phrase| {
        phrase.statuses.contains(&status)
            && lower.iter().any(|text| match phrase.words {
                Words::Begin(words) => text.starts_with(words),
                Words::Contain(words) => text.contains(words),
            })
    };
    table.iter().find(holds).map(|phrase| phrase.class)
}
