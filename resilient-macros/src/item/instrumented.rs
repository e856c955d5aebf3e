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
        let start = inner.iter().position(|token| is(token, "async"));
        let is_awaited =
            |at: usize| matches!(inner.get(at + 4), Some(TokenTree::Ident(it)) if it == "await");
        if let Some(start) = start.filter(|&at| is_first(&inner[..at]) && is_awaited(at)) {
            unmoved(&mut inner, start);
            tokens[block] = like(around, inner.into_iter().collect()).into();
        }
    }
    like(&body, tokens.into_iter().collect())
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

/// Whether this is all that stands before the inner block: `match`, or `let x =`.
fn is_first(before: &[TokenTree]) -> bool {
    match before {
        [keyword] => is(keyword, "match"),
        [keyword, TokenTree::Ident(_), TokenTree::Punct(_)] => is(keyword, "let"),
        _ => false,
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
                "let __tracing_instrument_future = async move { match async move { a }.await { Ok(x) => Ok(x) } };",
                "let __tracing_instrument_future = async { match async { a }.await { Ok(x) => Ok(x) } };",
            ),
            (
                "let __tracing_instrument_future = async move { let x = async move { a }.await; b; x };",
                "let __tracing_instrument_future = async { let x = async { a }.await; b; x };",
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
        let of_the_user = "async { let x = f(async move { b }); spawn(async move { c }) }";
        let text = of_the_user.replacen("async", "let __tracing_instrument_future = async move", 1);
        becomes(
            &text,
            &of_the_user.replacen("async", "let __tracing_instrument_future = async", 1),
        );
    }
}
