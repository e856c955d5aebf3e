//! What the attributes of a parameter say about lints.

use syn::{Attribute, Meta, parse_quote};

use crate::usage::occurs;

/// What an attribute of a parameter means for another binding of it.
pub(super) fn level(attr: &Attribute) -> Option<Attribute> {
    let Meta::List(list) = &attr.meta else { return None };
    let is = |names: &[&str]| names.iter().any(|it| attr.path().is_ident(it));
    let tokens = &list.tokens;
    let may_allow = is(&["cfg_attr"]) && occurs(tokens, "allow") && !is_expectation(attr);
    if is(&["allow", "warn", "deny"]) || may_allow || is_about_unused(attr) {
        return Some(attr.clone());
    }
    // What is expected of the name is found at the parameter.
    is(&["expect"]).then(|| allowed(attr))
}

/// What is expected of a `mut` in a pattern, of which there may be several.
pub(super) fn of_a_part(attr: &Attribute) -> Attribute {
    if expects_unused_mut(attr) { allowed(attr) } else { attr.clone() }
}

// Input:  #[expect(lint)]
// Output: #[allow(lint)]
fn allowed(attr: &Attribute) -> Attribute {
    let mut allowed = attr.clone();
    if let Meta::List(list) = &mut allowed.meta {
        list.path = parse_quote!(allow);
    }
    allowed
}

/// Whether it expects a `mut` that is not used, where it stands.
pub(crate) fn expects_unused_mut(attr: &Attribute) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    list.path.is_ident("expect") && occurs(&list.tokens, "unused_mut")
}

/// Whether it expects that something is unused, of which a `mut` may be the one.
pub(crate) fn expects_unused(attr: &Attribute) -> bool {
    is_expectation(attr) && is_about_unused(attr)
}

/// Whether an attribute says something about what is unused, as `unused`, `unused_mut` and the like do.
fn is_about_unused(attr: &Attribute) -> bool {
    let levels = ["allow", "expect", "warn", "deny", "cfg_attr"];
    let is_level = levels.iter().any(|it| attr.path().is_ident(it));
    let Meta::List(list) = &attr.meta else { return false };
    is_level && list.tokens.to_string().contains("unused")
}

/// Whether it expects a lint, be it under a condition.
pub(crate) fn is_expectation(attr: &Attribute) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    attr.path().is_ident("expect")
        || attr.path().is_ident("cfg_attr") && list.tokens.to_string().contains("expect")
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;
    use syn::parse::Parser as _;

    use super::*;

    #[test]
    fn what_is_said_about_a_lint_holds_for_another_binding() {
        for (said, carried) in [
            ("#[allow(a)]", Some("#[allow(a)]")),
            ("#[expect(a)]", Some("#[allow(a)]")),
            ("#[expect(unused_mut)]", Some("#[expect(unused_mut)]")),
            ("#[cfg_attr(c, allow(a))]", Some("#[cfg_attr(c,allow(a))]")),
            ("#[cfg_attr(c, expect(a))]", None),
            ("#[cfg(c)]", None),
        ] {
            let said = Attribute::parse_outer.parse_str(said).unwrap().remove(0);
            let found = level(&said).map(|it| it.to_token_stream().to_string().replace(' ', ""));
            assert_eq!(found.as_deref(), carried);
        }
    }
}
