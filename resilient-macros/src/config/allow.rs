//! The option `allow(..)`: which checks are switched off.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::Parser;

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::entries::Entries;
use crate::options::list;

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
    pub(crate) fn and(&self, other: Self) -> Self {
        Self(self.0.iter().copied().chain(other.0).collect())
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

/// What is allowed in these entries: everything, where that can't be told.
pub(crate) fn of(entries: &Entries, example: &str, mistakes: &mut Mistakes) -> Allowed {
    let mut own = Mistakes::default();
    let list = entries.find("allow").and_then(|given| {
        let names = own.keep(given.list(example))?;
        Some(read(&given.key, names, &mut own))
    });
    if mistakes.absorb(own) && !entries.is_unclear("allow") {
        return list.unwrap_or_default();
    }
    Allowed(CHECKS.to_vec())
}

fn read(allow: &Ident, names: TokenStream, mistakes: &mut Mistakes) -> Allowed {
    if names.is_empty() {
        mistakes.add(diagnostics::no_check(allow));
    }
    let mut found: Vec<(Ident, Check)> = Vec::new();
    for item in list::items(names, mistakes) {
        let Ok(name) = Ident::parse_any.parse2(item.clone()) else {
            mistakes.add(diagnostics::not_a_check(&item));
            continue;
        };
        match CHECKS.iter().find(|check| name == check.name()) {
            None => {
                let names = CHECKS.map(Check::name);
                mistakes.add(diagnostics::unknown(&name, "check", &names));
            }
            Some(check) => match found.iter().find(|(_, known)| known == check) {
                Some((first, _)) => mistakes.add(diagnostics::twice(first, &name)),
                None => found.push((name, *check)),
            },
        }
    }
    Allowed(found.into_iter().map(|(_, check)| check).collect())
}

const CHECKS: [Check; 6] = [
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
    fn every_check_can_be_allowed() {
        for check in CHECKS {
            assert!(accepts(&format!("allow({})", check.name())).allow.has(check));
        }
    }
}
