//! A body that `#[tracing::instrument]` has wrapped before.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Local, Pat};

use crate::item::block::{AsyncBlock, like, of_async_trait};

/// The body without the `move` of the blocks around it: they are awaited where they stand, and with it they would use up
/// whatever the user's own body names. Of what is `lent`, `#[async_trait]` makes no binding of its own either.
// Input:  { .. let __tracing_instrument_future = async move { .. }; .. }
// Output: { .. let __tracing_instrument_future = async { .. }; .. }
pub(crate) fn borrowing(body: &Group, lent: &[Ident]) -> Option<Group> {
    inside(body, &|block| unbound(block, lent))
}

/// The body in such blocks, with a statement at the beginning of the user's own.
pub(crate) fn with(body: &Group, statement: &TokenStream) -> Option<Group> {
    inside(body, &|block| {
        let code = block.stream();
        quote!(#statement #code)
    })
}

fn inside(body: &Group, change: &dyn Fn(&Group) -> TokenStream) -> Option<Group> {
    let mut tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_future = |token: &TokenTree| is(token, "__tracing_instrument_future");
    let at = tokens.iter().position(is_future)?;
    // What follows it is `= async move { .. }`.
    let block = unmoved(&mut tokens, at + 2)?;
    let mut inner: Vec<TokenTree> = block.stream().into_iter().collect();
    // With `err` or `ret`, there is another block in the first one: `match async move { .. }.await { .. }`.
    let another = around_another(&inner).and_then(|at| unmoved(&mut inner, at));
    let changed = match another {
        Some(block) => {
            *block = like(block, change(block));
            inner.into_iter().collect()
        }
        None => change(block),
    };
    *block = like(block, changed);
    Some(like(body, tokens.into_iter().collect()))
}

/// Leaves out the `let x = x;` by which `#[async_trait]` takes arguments along, and its other name for `self`.
fn unbound(block: &Group, lent: &[Ident]) -> TokenStream {
    let (lets, answer, body) = of_async_trait(block);
    let Some([before, after]) = answer else { return block.stream() };
    let (left_out, kept): (Vec<&Local>, Vec<&Local>) =
        lets.iter().partition(|local| is_taken_along(local, lent));
    let rest = quote!(#(#kept)* #before #body #after);
    let this = left_out.into_iter().filter_map(AsyncBlock::source).find(|name| name == "self");
    match this {
        Some(this) => renamed(rest, &this),
        None => rest,
    }
}

/// Whether it binds an argument as it is. A `mut` one is of its own in each attempt, unless it is lent.
fn is_taken_along(local: &Local, lent: &[Ident]) -> bool {
    let (Pat::Ident(binding), Some(source)) = (&local.pat, AsyncBlock::source(local)) else {
        return false;
    };
    let is_same = binding.ident == source || binding.ident == "__self";
    is_same && (binding.mutability.is_none() || lent.contains(&source))
}

// Input:  __self.get()
// Output: self.get()
fn renamed(tokens: TokenStream, this: &Ident) -> TokenStream {
    let renamed = |token| match token {
        TokenTree::Ident(name) if name == "__self" => {
            let mut this = this.clone();
            this.set_span(this.span().located_at(name.span()));
            this.into()
        }
        TokenTree::Group(group) => like(&group, renamed(group.stream(), this)).into(),
        other => other,
    };
    tokens.into_iter().map(renamed).collect()
}

/// Where the inner block begins, in code that no user would write like that.
fn around_another(tokens: &[TokenTree]) -> Option<usize> {
    let at = tokens.iter().position(|token| is(token, "async"))?;
    let is_move = tokens.get(at + 1).is_some_and(|token| is(token, "move"));
    // What follows it is `{ .. }.await`.
    let (before, after) = (&tokens[..at], tokens.get(at + 4 + usize::from(is_move)..)?);
    let is_its_own = match (before, after) {
        // `let __match_scrutinee = async move { .. }.await;`
        ([_, name, _], _) if is(name, "__match_scrutinee") => true,
        // `let x = async move { .. }.await; ::tracing::event!(..);`
        ([_, name, _], [_, _, _, tracing, ..]) => is(name, "x") && is(tracing, "tracing"),
        // `match async move { .. }.await { #[allow(clippy::unit_arg)] .. }`
        ([_], [TokenTree::Group(arms)]) => {
            let first = arms.stream().into_iter().next();
            matches!(first, Some(TokenTree::Punct(mark)) if mark.as_char() == '#')
        }
        _ => false,
    };
    is_its_own.then_some(at)
}

/// Takes the `move` from the block that begins at `at`, if it is still there, and gives its braces.
fn unmoved(tokens: &mut Vec<TokenTree>, at: usize) -> Option<&mut Group> {
    if !is(tokens.get(at)?, "async") {
        return None;
    }
    if is(tokens.get(at + 1)?, "move") {
        tokens.remove(at + 1);
    }
    match tokens.get_mut(at + 1) {
        Some(TokenTree::Group(braces)) if braces.delimiter() == Delimiter::Brace => Some(braces),
        _ => None,
    }
}

fn is(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(it) if it == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(input: &str, output: &str) {
        let expected: TokenStream = output.parse().unwrap();
        let lent = quote::format_ident!("lent");
        let found = borrowing(&body(input), &[lent]).unwrap();
        assert_eq!(found.stream().to_string(), expected.to_string());
    }

    fn body(code: &str) -> Group {
        Group::new(Delimiter::Brace, code.parse().unwrap())
    }

    #[test]
    fn the_blocks_around_the_body_borrow() {
        for (input, output) in [
            (
                "let __tracing_instrument_future = async move { a(async move { b }) }; c.await",
                "let __tracing_instrument_future = async { a(async move { b }) }; c.await",
            ),
            (
                "let __tracing_instrument_future = async move { match async move { a }.await { #[b] Ok(x) => Ok(x) } };",
                "let __tracing_instrument_future = async { match async { a }.await { #[b] Ok(x) => Ok(x) } };",
            ),
            (
                "let __tracing_instrument_future = async move { let x = async move { a }.await; ::tracing::event!(b); x };",
                "let __tracing_instrument_future = async { let x = async { a }.await; ::tracing::event!(b); x };",
            ),
        ] {
            becomes(input, output);
        }
    }

    #[test]
    fn so_they_do_under_async_trait() {
        let input = "if a { return __ret; } let __self = self; let b = b; let mut c = c; let mut lent = lent; let __ret: R = { let d = d; (__self.d) }; __ret";
        let output = "let mut c = c; let __ret: R = { let d = d; (self.d) }; __ret";
        for (before, after) in [("", ""), ("match async move {", "}.await { #[e] f => f }")] {
            let around = |code: &str, start: &str| {
                let (before, code) = (before.replace(" move", start), format!("{code} {after}"));
                format!("let __tracing_instrument_future = async{start} {{ {before} {code} }};")
            };
            becomes(&around(input, " move"), &around(output, ""));
        }
    }

    #[test]
    fn a_statement_stands_before_the_users_own() {
        for input in [
            "let __tracing_instrument_future = async { ^ a; b };",
            "let __tracing_instrument_future = async { match async { ^ a }.await { #[b] Ok(x) => Ok(x) } };",
            "let __tracing_instrument_future = async { let x = async { ^ a }.await; ::tracing::event!(b); x };",
        ] {
            let [before, after] = ["", "lent;"].map(|statement| input.replace('^', statement));
            let expected: TokenStream = after.parse().unwrap();
            let found = with(&body(&before), &quote!(lent;)).unwrap();
            assert_eq!(found.stream().to_string(), expected.to_string());
        }
    }

    #[test]
    fn other_blocks_stay_as_they_are() {
        for text in [
            "let a = async move { b }; a.await",
            "let __tracing_instrument_future = a(async move { b });",
        ] {
            assert!(borrowing(&body(text), &[]).is_none(), "{text}");
        }
        for of_the_user in [
            "let x = f(async move { b }); spawn(async move { c })",
            "let x = async move { a += 1; a }.await; x + a",
            "match async move { a += 1; a }.await { x => x + a }",
            "let a = a; a.len()",
        ] {
            becomes(
                &format!("let __tracing_instrument_future = async move {{ {of_the_user} }}"),
                &format!("let __tracing_instrument_future = async {{ {of_the_user} }}"),
            );
        }
    }
}
