//! The option `allow(..)`: which checks are switched off.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::Parser;

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::entries::Entries;
use crate::options::{list, near};

/// A check that compares options with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    /// A retry that can't begin before the deadline.
    ImpossibleAttempt,
    /// A breaker that never opens.
    InertBreaker,
    /// An option that changes nothing beside the others.
    DeadOption,
    /// A line of `on(..)` that can't be followed.
    ContradictoryOn,
    /// A link that is never asked.
    UnreachableLink,
    /// A link that is the function itself.
    SelfLink,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Allowed(Vec<Check>);

impl Allowed {
    pub(crate) fn has(&self, check: Check) -> bool {
        self.0.contains(&check)
    }

    /// Both: what is allowed in the attribute, and what is allowed in a list of settings.
    pub(crate) fn and(&self, mut other: Self) -> Self {
        other.0.extend_from_slice(&self.0);
        other
    }
}

impl Check {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ImpossibleAttempt => "impossible_attempt",
            Self::InertBreaker => "inert_breaker",
            Self::DeadOption => "dead_option",
            Self::ContradictoryOn => "contradictory_on",
            Self::UnreachableLink => "unreachable_link",
            Self::SelfLink => "self_link",
        }
    }
}

/// What is allowed in these entries: everything that may have been meant, where that can't be told.
pub(crate) fn of(
    entries: &Entries,
    checks: &[Check],
    example: &str,
    mistakes: &mut Mistakes,
) -> Allowed {
    let everything = Allowed(checks.to_vec());
    match entries.find("allow") {
        Some(given) => {
            let list = mistakes.keep(given.list(example));
            let allowed = list.and_then(|names| read(&given.key, names, checks, mistakes));
            allowed.filter(|_| !entries.is_unclear("allow")).unwrap_or(everything)
        }
        None if entries.is_unclear("allow") => everything,
        None => Allowed::default(),
    }
}

/// A name that is nearly one of a check counts as that; nothing where there is one that is far from all.
fn read(
    allow: &Ident,
    names: TokenStream,
    checks: &[Check],
    mistakes: &mut Mistakes,
) -> Option<Allowed> {
    if names.is_empty() {
        mistakes.add(diagnostics::no_check(allow));
        return None;
    }
    let mut found: Vec<(Ident, Check)> = Vec::new();
    let mut is_told = true;
    let known: Vec<&str> = checks.iter().map(|check| check.name()).collect();
    for item in list::names(names, mistakes) {
        let Ok(name) = Ident::parse_any.parse2(item.clone()) else {
            mistakes.add(diagnostics::not_a_check(&item));
            is_told = false;
            continue;
        };
        let near = near::nearest(&name.to_string(), &known);
        let check = checks.iter().copied().find(|check| near == Some(check.name()));
        if !known.iter().any(|known| name == known) {
            mistakes.add(diagnostics::unknown(&name, "check", &known));
            is_told &= check.is_some();
            found.extend(check.map(|check| (name, check)));
        } else if let Some((first, _)) = found.iter().find(|(_, known)| check == Some(*known)) {
            mistakes.add(diagnostics::twice(first, &name));
        } else {
            found.extend(check.map(|check| (name, check)));
        }
    }
    is_told.then(|| Allowed(found.iter().map(|(_, check)| *check).collect()))
}

/// All of them.
pub(crate) const CHECKS: [Check; 6] = [
    Check::ImpossibleAttempt,
    Check::InertBreaker,
    Check::DeadOption,
    Check::ContradictoryOn,
    Check::UnreachableLink,
    Check::SelfLink,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_is_no_check_is_shown() {
        refuses(&[
            ("allow()", &[("allow", "`allow()` names no check; write `allow(dead_option)`")]),
            (
                "allow(dead_optoin)",
                &[("dead_optoin", "unknown check `dead_optoin`; did you mean `dead_option`?")],
            ),
            (
                "allow(everything)",
                &[(
                    "everything",
                    "unknown check `everything`; write one of `impossible_attempt`, `inert_breaker`, `dead_option`, `contradictory_on`, `unreachable_link`, `self_link`",
                )],
            ),
            (
                r#"allow("dead_option")"#,
                &[(
                    r#""dead_option""#,
                    r#"`"dead_option"` is not the name of a check; write `allow(dead_option)`"#,
                )],
            ),
            (
                "allow(self_link, self_link)",
                &[
                    ("self_link", "`self_link` is given twice; keep one"),
                    ("self_link", "`self_link` is first given here"),
                ],
            ),
            (
                "allow = dead_option",
                &[("allow", "`allow` takes parentheses, not `=`; write `allow(dead_option)`")],
            ),
        ]);
    }

    #[test]
    fn a_breaker_knows_two_checks() {
        refuses(&[(
            r#"breaker = breaker("x", allow(self_link))"#,
            &[(
                "self_link",
                "unknown check `self_link`; write one of `inert_breaker`, `dead_option`",
            )],
        )]);
    }

    #[test]
    fn every_check_can_be_allowed() {
        for check in CHECKS {
            assert!(accepts(&format!("allow({})", check.name())).allow.has(check));
        }
    }
}
