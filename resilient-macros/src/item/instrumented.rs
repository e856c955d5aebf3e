//! A body that `#[tracing::instrument]` has wrapped before.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::item::block::{like, named_answer};

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
    *block = like(block, in_block(block.stream().into_iter().collect()));
    like(&body, tokens.into_iter().collect())
}

/// With `err` or `ret`, there is another block in the first one: `match async move { .. }.await { .. }`.
fn in_block(mut tokens: Vec<TokenTree>) -> TokenStream {
    match around_another(&tokens) {
        Some(at) => {
            if let Some(block) = unmoved(&mut tokens, at) {
                *block = like(block, unbound(block.stream().into_iter().collect()));
            }
            tokens.into_iter().collect()
        }
        None => unbound(tokens),
    }
}

/// Leaves out the `let x = x;` by which `#[async_trait]` takes arguments along.
fn unbound(tokens: Vec<TokenTree>) -> TokenStream {
    if named_answer(&tokens).is_none() {
        return tokens.into_iter().collect();
    }
    let (mut left, mut rest) = (TokenStream::new(), tokens.as_slice());
    while let [first, others @ ..] = rest {
        rest = match others {
            [
                TokenTree::Ident(new),
                _,
                TokenTree::Ident(old),
                TokenTree::Punct(end),
                others @ ..,
            ] if is(first, "let") && new == old && end.as_char() == ';' => others,
            others => {
                left.extend([first.clone()]);
                others
            }
        };
    }
    left
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

/// Takes the `move` from the block that begins at `at`, and gives its braces.
fn unmoved(tokens: &mut Vec<TokenTree>, at: usize) -> Option<&mut Group> {
    match tokens.get(at..at + 3)? {
        [keyword, capture, TokenTree::Group(braces)]
            if is(keyword, "async")
                && is(capture, "move")
                && braces.delimiter() == Delimiter::Brace => {}
        _ => return None,
    }
    tokens.remove(at + 1);
    match tokens.get_mut(at + 1) {
        Some(TokenTree::Group(braces)) => Some(braces),
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
        let expected: TokenStream = output.parse().unwrap();
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
    fn so_they_do_under_async_trait() {
        let input = "if a { return __ret; } let __self = self; let b = b; let mut c = c; let __ret: R = { let d = d; d }; __ret";
        let output = "if a { return __ret; } let __self = self; let mut c = c; let __ret: R = { let d = d; d }; __ret";
        for (before, after) in [("", ""), ("match async move {", "}.await { #[e] f => f }")] {
            let around = |code: &str, start: &str| {
                let (before, code) = (before.replace(" move", start), format!("{code} {after}"));
                format!("let __tracing_instrument_future = async{start} {{ {before} {code} }};")
            };
            becomes(&around(input, " move"), &around(output, ""));
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
            "let a = a; a.len()",
        ] {
            becomes(
                &format!("let __tracing_instrument_future = async move {{ {of_the_user} }}"),
                &format!("let __tracing_instrument_future = async {{ {of_the_user} }}"),
            );
        }
    }
}
