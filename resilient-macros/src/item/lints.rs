//! What the attributes of a parameter say about lints.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Attribute, Meta, parse_quote};

use crate::usage::{occurs, occurs_any};

/// What an attribute of a parameter means for another binding of it.
pub(super) fn level(attr: &Attribute) -> Option<Attribute> {
    // What is expected of the name is found at the parameter.
    is_level(attr).then(|| if is_about_unused(attr) { attr.clone() } else { allowed(attr) })
}

/// The same with what is expected as what is allowed: there may be several bindings, or none that fulfills it.
// Input:  #[expect(lint)]   #[cfg_attr(c, expect(lint))]
// Output: #[allow(lint)]    #[cfg_attr(c, allow(lint))]
pub(crate) fn allowed(attr: &Attribute) -> Attribute {
    let mut allowed = attr.clone();
    if let Meta::List(list) = &mut allowed.meta {
        if list.path.is_ident("expect") {
            list.path = parse_quote!(allow);
        }
        let allow = |token: TokenTree| match token {
            TokenTree::Ident(word) if word == "expect" => Ident::new("allow", word.span()).into(),
            token => token,
        };
        list.tokens = list.tokens.clone().into_iter().map(allow).collect();
    }
    allowed
}

/// Whether it expects that something is unused, of which a `mut` may be the one.
pub(crate) fn expects_unused(attr: &Attribute) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    let expects = list.path.is_ident("expect") || occurs(&list.tokens, "expect");
    expects && is_level(attr) && is_about_unused(attr)
}

/// Whether an attribute says something about what is unused, as `unused`, `unused_mut` and the like do.
pub(crate) fn is_about_unused(attr: &Attribute) -> bool {
    matches!(&attr.meta, Meta::List(list) if names_unused(&list.tokens))
}

fn names_unused(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(name) => name.to_string().starts_with("unused"),
        TokenTree::Group(group) => names_unused(&group.stream()),
        // A reason may say anything.
        _ => false,
    })
}

/// Whether an attribute is about lints, be it under a condition.
fn is_level(attr: &Attribute) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    let is = |name: &&str| list.path.is_ident(name);
    LEVELS.iter().any(is) || list.path.is_ident("cfg_attr") && occurs_any(&list.tokens, &LEVELS)
}

const LEVELS: [&str; 4] = ["allow", "deny", "expect", "warn"];

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
            ("#[expect(a, reason = \"unused\")]", Some("#[allow(a,reason=\"unused\")]")),
            ("#[cfg_attr(c, allow(a))]", Some("#[cfg_attr(c,allow(a))]")),
            ("#[cfg_attr(c, expect(a))]", Some("#[cfg_attr(c,allow(a))]")),
            ("#[cfg(c)]", None),
        ] {
            let said = Attribute::parse_outer.parse_str(said).unwrap().remove(0);
            let found = level(&said).map(|it| it.to_token_stream().to_string().replace(' ', ""));
            assert_eq!(found.as_deref(), carried);
        }
    }
}
