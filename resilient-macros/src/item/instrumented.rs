//! A body that `#[tracing::instrument]` has wrapped before.

use proc_macro2::{Delimiter, Group, TokenTree};

use crate::item::block::like;

/// The body without the `move` of the blocks around it: they are awaited where they stand, and with it they would use up
/// whatever the user's own body names.
// Input:  { .. let __tracing_instrument_future = async move { .. }; .. }
// Output: { .. let __tracing_instrument_future = async { .. }; .. }
pub(crate) fn borrowing(body: Group) -> Group {
    let mut tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_future = |token: &TokenTree| is(token, "__tracing_instrument_future");
    let Some(at) = tokens.iter().position(is_future) else { return body };
    // What follows is `= async move { .. }`.
    let Some(block) = unmoved(&mut tokens, at + 2) else { return body };
    if let TokenTree::Group(around) = &tokens[block] {
        // With `err` or `ret`, there is another one in it: `match async move { .. }.await { .. }`.
        let mut inner: Vec<TokenTree> = around.stream().into_iter().collect();
        if let Some(start) = around_another(&inner) {
            unmoved(&mut inner, start);
            tokens[block] = like(around, inner.into_iter().collect()).into();
        }
    }
    like(&body, tokens.into_iter().collect())
}

/// Where the inner block begins, in code that no user would write like that.
fn around_another(tokens: &[TokenTree]) -> Option<usize> {
    let at = tokens.iter().position(|token| is(token, "async"))?;
    let (before, after) = (&tokens[..at], tokens.get(at + 5..)?);
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

/// Takes the `move` from the block that begins at `at`; where its braces are then.
fn unmoved(tokens: &mut Vec<TokenTree>, at: usize) -> Option<usize> {
    match tokens.get(at..at + 3)? {
        [TokenTree::Ident(keyword), TokenTree::Ident(capture), TokenTree::Group(braces)]
            if keyword == "async"
                && capture == "move"
                && braces.delimiter() == Delimiter::Brace =>
        {
            tokens.remove(at + 1);
            Some(at + 1)
        }
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
        let body = Group::new(Delimiter::Brace, input.parse().unwrap());
        let expected: proc_macro2::TokenStream = output.parse().unwrap();
        assert_eq!(borrowing(body).stream().to_string(), expected.to_string());
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
    fn other_blocks_stay_as_they_are() {
        for text in [
            "let a = async move { b }; a.await",
            "let __tracing_instrument_future = a(async move { b });",
        ] {
            becomes(text, text);
        }
        for of_the_user in [
            "let x = f(async move { b }); spawn(async move { c })",
            "let x = async move { a += 1; a }.await; x + a",
            "match async move { a += 1; a }.await { x => x + a }",
        ] {
            becomes(
                &format!("let __tracing_instrument_future = async move {{ {of_the_user} }}"),
                &format!("let __tracing_instrument_future = async {{ {of_the_user} }}"),
            );
        }
    }
}
