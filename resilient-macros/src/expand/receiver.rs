//! The receiver under another name in the body, since `self` can't be bound anew.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use syn::Expr;

use crate::item::block::like;

/// The name that stands for `self`.
pub(crate) const NAME: &str = "__resilient_self";

// Input:  self.send(format!("{self}")); fn f(self: &S) { self.x }
// Output: __resilient_self.send(format!("{__resilient_self}")); fn f(self: &S) { self.x }
pub(crate) fn renamed(tokens: TokenStream, new: &str) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let end = end_of_item(&tokens, at);
        if end > at {
            out.extend(tokens[at..end].iter().cloned());
            at = end;
            continue;
        }
        let (before, after) = (&tokens[..at], &tokens[at + 1..]);
        out.push(match &tokens[at] {
            TokenTree::Ident(name) if name == "self" && is_the_receiver(before, after) => {
                Ident::new(new, name.span()).into()
            }
            TokenTree::Group(group) if is_call_of_macro(before) => {
                like_or_same(group, renamed(in_formats(group.stream(), new), new), new)
            }
            // `pub(self)`
            TokenTree::Group(group) if matches!(before.last(), Some(TokenTree::Ident(it)) if it == "pub") => {
                group.clone().into()
            }
            TokenTree::Group(group) if is_fragment(group) => {
                let mut parentheses =
                    Group::new(Delimiter::Parenthesis, renamed(group.stream(), new));
                parentheses.set_span(Span::mixed_site());
                parentheses.into()
            }
            TokenTree::Group(group) => like_or_same(group, renamed(group.stream(), new), new),
            token => token.clone(),
        });
        at += 1;
    }
    out.into_iter().collect()
}

/// A group that does not hold the receiver stays as it was: rebuilding one loses what rustc knows of it.
fn like_or_same(group: &Group, tokens: TokenStream, new: &str) -> TokenTree {
    if mentions(&tokens, new) { like(group, tokens).into() } else { group.clone().into() }
}

fn mentions(tokens: &TokenStream, new: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == new,
        TokenTree::Group(group) => mentions(&group.stream(), new),
        TokenTree::Literal(text) => text.to_string().contains(new),
        TokenTree::Punct(_) => false,
    })
}

/// An expression of a declarative macro's caller, which would lose its precedence when it is rebuilt.
fn is_fragment(group: &Group) -> bool {
    group.delimiter() == Delimiter::None
        && group.stream().into_iter().nth(1).is_some()
        && !matches!(syn::parse2::<Expr>(group.stream()), Err(_) | Ok(Expr::Path(_)))
}

/// Where an item ends that has a `self` of its own, or names a module by it; `at` if none begins here.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let TokenTree::Ident(keyword) = &tokens[at] else { return at };
    let ends_with_braces = match keyword.to_string().as_str() {
        "impl" | "trait" | "mod" => true,
        // A function pointer's type has no name.
        "fn" => matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))),
        "use" => false,
        _ => return at,
    };
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => ends_with_braces && group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    if keyword == "fn" && !ends_with_braces {
        return at;
    }
    tokens[at..].iter().position(is_end).map_or(at, |found| at + found + 1)
}

fn is_the_receiver(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let is = |token: Option<&TokenTree>, sign: char| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == sign);
    let is_path = is(after.first(), ':') && is(after.get(1), ':');
    let is_variable = is(before.last(), '$');
    !is_path && !is_variable
}

fn is_call_of_macro(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(name), TokenTree::Punct(bang)]
        if bang.as_char() == '!' && !NO_FORMATS.iter().any(|other| name == other))
}

/// The first argument that is a string is the format.
fn in_formats(tokens: TokenStream, new: &str) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_comma = |token: Option<&TokenTree>| {
        token.is_none_or(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == ','))
    };
    let is_format = |at: usize| {
        matches!(&tokens[at], TokenTree::Literal(it) if it.to_string().ends_with(['"', '#']))
            && is_comma(at.checked_sub(1).and_then(|before| tokens.get(before)))
            && is_comma(tokens.get(at + 1))
    };
    let format = (0..tokens.len()).find(|&at| is_format(at));
    if let Some((at, TokenTree::Literal(text))) = format.map(|at| (at, &tokens[at])) {
        tokens[at] = renamed_in(text, new).into();
    }
    tokens.into_iter().collect()
}

// Input:  "{self:?} {{self}} {0:self$}"
// Output: "{__resilient_self:?} {{self}} {0:__resilient_self$}"
fn renamed_in(literal: &Literal, new: &str) -> Literal {
    let text = literal.to_string();
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find('{') {
        let (head, tail) = rest.split_at(open + 1);
        out.push_str(head);
        rest = tail;
        if let Some(tail) = rest.strip_prefix('{') {
            out.push('{');
            rest = tail;
            continue;
        }
        let hole = rest.find('}').unwrap_or(rest.len());
        let (inside, tail) = rest.split_at(hole);
        let (argument, spec) = inside.split_once(':').unwrap_or((inside, ""));
        let leading = &argument[..argument.len() - argument.trim_start().len()];
        let argument =
            if argument.trim() == "self" { format!("{leading}{new}") } else { argument.to_owned() };
        out.push_str(&argument);
        if inside.contains(':') {
            out.push(':');
            out.push_str(&spec.replace("self$", &format!("{new}$")));
        }
        rest = tail;
    }
    out.push_str(rest);
    match out.parse::<Literal>() {
        Ok(mut renamed) if out != text => {
            renamed.set_span(literal.span());
            renamed
        }
        _ => literal.clone(),
    }
}

const NO_FORMATS: [&str; 6] = ["stringify", "concat", "json", "include", "include_str", "env"];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(input: &str, output: &str) {
        let renamed = renamed(input.parse().unwrap(), NAME).to_string().replace(NAME, "IT");
        let expected: TokenStream = output.parse().unwrap();
        assert_eq!(renamed, expected.to_string());
    }

    #[test]
    fn the_receiver_gets_another_name_wherever_it_stands() {
        becomes(
            "self.a(self).b; [self]; { (self, m!(self, n![self])) }",
            "IT.a(IT).b; [IT]; { (IT, m!(IT, n![IT])) }",
        );
        becomes("macro_rules! m { () => { self.x } }", "macro_rules! m { () => { IT.x } }");
        becomes("let f: fn(u8) -> u8 = self.f;", "let f: fn(u8) -> u8 = IT.f;");
    }

    #[test]
    fn items_and_paths_keep_theirs() {
        for text in [
            "fn f(self) { self.x }",
            "impl T for S { fn f(self) { self.x } }",
            "self::f(); super::self::g()",
            "use self::a; use b::{self, c};",
            "mod m { pub(self) fn f() {} }",
            "pub(self) struct S;",
            "macro_rules! m { ($self:ident) => { $self } }",
        ] {
            becomes(text, text);
        }
    }

    #[test]
    fn formats_name_it_too() {
        becomes(
            r##"f!("{self:?} {{self}} {0:self$} {self}", a); f!(w, r#"{self}"#); f!("a", "{self}")"##,
            r##"f!("{IT:?} {{self}} {0:IT$} {IT}", a); f!(w, r#"{IT}"#); f!("a", "{self}")"##,
        );
        becomes(r#"stringify!("{self}"); f("{self}")"#, r#"stringify!("{self}"); f("{self}")"#);
    }
}
