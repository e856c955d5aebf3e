//! The receiver under another name in the body, since `self` can't be bound anew.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use syn::Expr;

use crate::tokens::{is_sign, is_word, like};

/// The name that stands for `self`.
pub(crate) const NAME: &str = "resilient_self";

// Input:  self.send(format!("{self}")); fn f(self: &S) { self.x }
// Output: resilient_self.send(format!("{resilient_self}")); fn f(self: &S) { self.x }
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
            // `pub(self)`
            TokenTree::Group(group) if before.last().is_some_and(|it| is_word(it, "pub")) => {
                group.clone().into()
            }
            TokenTree::Group(group) if is_fragment(group) => {
                let mut parentheses =
                    Group::new(Delimiter::Parenthesis, renamed(group.stream(), new));
                parentheses.set_span(Span::mixed_site());
                parentheses.into()
            }
            TokenTree::Group(group) => match called_macro(before) {
                Some(name) => {
                    let code = in_format(name, group.stream(), new);
                    like_or_same(group, renamed(code, new), new)
                }
                None => like_or_same(group, renamed(group.stream(), new), new),
            },
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
        "fn" if matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))) => true,
        "use" => false,
        _ => return at,
    };
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => ends_with_braces && group.delimiter() == Delimiter::Brace,
        token => is_sign(token, ';'),
    };
    tokens[at..].iter().position(is_end).map_or(at, |found| at + found + 1)
}

fn is_the_receiver(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let is = |token: Option<&TokenTree>, sign| token.is_some_and(|it| is_sign(it, sign));
    let is_path = is(after.first(), ':') && is(after.get(1), ':');
    let is_variable = is(before.last(), '$');
    !is_path && !is_variable
}

/// The name of a macro whose input is about to come, if a text in it may be a format.
fn called_macro(before: &[TokenTree]) -> Option<&Ident> {
    match before {
        [.., TokenTree::Ident(name), bang]
            if is_sign(bang, '!') && !NO_FORMATS.iter().any(|other| name == other) =>
        {
            Some(name)
        }
        _ => None,
    }
}

/// The first argument that is a string is the format, but where two values are compared before.
fn in_format(name: &Ident, tokens: TokenStream, new: &str) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let compared = if COMPARING.iter().any(|it| name == it) { 2 } else { 0 };
    let is_string = |it: &Literal| it.to_string().ends_with(['"', '#']);
    let mut arguments = tokens.split_inclusive_mut(|it| is_sign(it, ',')).skip(compared);
    let format = arguments.find_map(|argument| match argument {
        [TokenTree::Literal(text), rest @ ..] if rest.len() < 2 && is_string(text) => Some(text),
        _ => None,
    });
    if let Some(text) = format {
        *text = renamed_in(text, new);
    }
    tokens.into_iter().collect()
}

// Input:  "{self:?} {{self}} {0:self$}"
// Output: "{resilient_self:?} {{self}} {0:resilient_self$}"
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

/// The macros that take two values before a format.
const COMPARING: [&str; 4] = ["assert_eq", "assert_ne", "debug_assert_eq", "debug_assert_ne"];

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
        becomes(
            r#"assert_eq!("{self}", self.s, "{self}"); debug_assert_ne!("a", "{self}")"#,
            r#"assert_eq!("{self}", IT.s, "{IT}"); debug_assert_ne!("a", "{self}")"#,
        );
        becomes(r#"stringify!("{self}"); f("{self}")"#, r#"stringify!("{self}"); f("{self}")"#);
    }
}
