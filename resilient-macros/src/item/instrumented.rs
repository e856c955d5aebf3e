//! A body that `#[tracing::instrument]` has wrapped before.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Local, Pat};

use crate::item::AsyncFn;
use crate::item::async_trait::{self, Wrapped};
use crate::tokens::{is_sign, is_word, like};
use crate::usage::{occurs, whole_and_parts};

/// Takes the `move` from the blocks around the body: they are awaited where they stand, and with it they would use up
/// whatever the user's own body names. What `#[async_trait]` binds in them is bound where it is without them.
// Input:  { .. let __tracing_instrument_future = async move { .. }; .. }
// Output: { .. let __tracing_instrument_future = async { .. }; .. }
pub(crate) fn borrow(item: &mut AsyncFn, lent: &[Ident]) {
    let mut lets = Vec::new();
    let body = inside(&item.body, |before, block| {
        let Some(Wrapped { lets: all, answer: [first, last], body }) = Wrapped::find(block) else {
            return block.stream();
        };
        let kept;
        (lets, kept) = all.into_iter().partition(|local| is_bound_before(local, before, lent));
        quote!(#(#kept)* #first #body #last)
    });
    if let Some(body) = body {
        (item.body, item.borrows_in_blocks) = (body, true);
        item.block.iter_mut().for_each(|block| block.lets.append(&mut lets));
    }
}

/// The body in such blocks, with a statement at the beginning of the user's own.
pub(crate) fn with(body: &Group, statement: &TokenStream) -> Option<Group> {
    inside(body, |_, block| {
        let code = block.stream();
        quote!(#statement #code)
    })
}

/// Changes the innermost of the blocks, which is told what stands before them.
fn inside(body: &Group, change: impl FnOnce(&[TokenTree], &Group) -> TokenStream) -> Option<Group> {
    let mut tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_future = |token: &TokenTree| is_word(token, "__tracing_instrument_future");
    let at = tokens.iter().position(is_future)?;
    let before = tokens[..at].to_vec();
    // What follows it is `= async move { .. }`.
    let block = unmoved(&mut tokens, at + 2)?;
    let mut inner: Vec<TokenTree> = block.stream().into_iter().collect();
    // With `err` or `ret`, there is another block in the first one: `match async move { .. }.await { .. }`.
    let another = around_another(&inner).and_then(|at| unmoved(&mut inner, at));
    let changed = match another {
        Some(block) => {
            *block = like(block, change(&before, block));
            inner.into_iter().collect()
        }
        None => change(&before, block),
    };
    *block = like(block, changed);
    Some(like(body, tokens.into_iter().collect()))
}

/// Whether an argument may be bound before the span is made, which names it as it was. A `mut` one is of its own in each
/// attempt, unless it is lent.
fn is_bound_before(local: &Local, span: &[TokenTree], lent: &[Ident]) -> bool {
    let Some(source) = async_trait::source(local) else { return false };
    let is_mut = |pat: &Pat| matches!(pat, Pat::Ident(pat) if pat.mutability.is_some());
    if whole_and_parts(&local.pat).into_iter().any(is_mut) && !lent.contains(&source) {
        return false;
    }
    let has_a_name =
        matches!(&local.pat, Pat::Ident(pat) if pat.ident == source || pat.ident == "__self");
    has_a_name || !occurs(&span.iter().cloned().collect(), &source.to_string())
}

/// Where the inner block begins, in code that no user would write like that.
fn around_another(tokens: &[TokenTree]) -> Option<usize> {
    let at = tokens.iter().position(|token| is_word(token, "async"))?;
    let is_move = tokens.get(at + 1).is_some_and(|token| is_word(token, "move"));
    // What follows it is `{ .. }.await`.
    let (before, after) = (&tokens[..at], tokens.get(at + 4 + usize::from(is_move)..)?);
    let is_its_own = match (before, after) {
        // `let __match_scrutinee = async move { .. }.await;`
        ([_, name, _], _) if is_word(name, "__match_scrutinee") => true,
        // `let x = async move { .. }.await; ::tracing::event!(..);`
        ([_, name, _], [_, _, _, tracing, ..]) => is_word(name, "x") && is_word(tracing, "tracing"),
        // `match async move { .. }.await { #[allow(clippy::unit_arg)] .. }`
        ([_], [TokenTree::Group(arms)]) => {
            arms.stream().into_iter().next().is_some_and(|first| is_sign(&first, '#'))
        }
        _ => false,
    };
    is_its_own.then_some(at)
}

/// Takes the `move` from the block that begins at `at`, if it is still there, and gives its braces.
fn unmoved(tokens: &mut Vec<TokenTree>, at: usize) -> Option<&mut Group> {
    if !is_word(tokens.get(at)?, "async") {
        return None;
    }
    if is_word(tokens.get(at + 1)?, "move") {
        tokens.remove(at + 1);
    }
    match tokens.get_mut(at + 1) {
        Some(TokenTree::Group(braces)) if braces.delimiter() == Delimiter::Brace => Some(braces),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body of such a function, and what is bound before it.
    fn borrowing(code: &str) -> (AsyncFn, String) {
        let item = format!("fn f() -> BoxFuture<'a, R> {{ Box::pin(async move {{ {code} }}) }}");
        let mut item: AsyncFn = syn::parse_str(&item).unwrap();
        borrow(&mut item, &[quote::format_ident!("lent")]);
        let lets = &item.block.as_ref().unwrap().lets;
        let lets = quote!(#(#lets)*).to_string();
        (item, lets)
    }

    #[track_caller]
    fn becomes(input: &str, output: &str) {
        let expected: TokenStream = output.parse().unwrap();
        let (item, lets) = borrowing(input);
        assert!(item.borrows_in_blocks && lets.is_empty(), "{lets}");
        assert_eq!(item.body.stream().to_string(), expected.to_string());
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
    fn what_async_trait_binds_is_bound_before() {
        let input = "if a { return __ret; } let __self = self; let b = b; let mut c = c; let mut lent = lent; let (d, e) = { let __arg3 = __arg3; __arg3 }; let (f, _) = { let __arg4 = __arg4; __arg4 }; let __ret: R = { let g = g; (__self.g) }; __ret";
        let kept = "let mut c = c; let (f, _) = { let __arg4 = __arg4; __arg4 }; let __ret: R = { let g = g; (__self.g) }; __ret";
        let bound = "let __self = self; let b = b; let mut lent = lent; let (d, e) = { let __arg3 = __arg3; __arg3 };";
        for (before, after) in [("", ""), ("match async move {", "}.await { #[e] f => f }")] {
            let around = |code: &str, start: &str| {
                let (before, code) = (before.replace(" move", start), format!("{code} {after}"));
                format!(
                    "let __tracing_attr_span = span!(a = debug(&__arg4)); let __tracing_instrument_future = async{start} {{ {before} {code} }};"
                )
            };
            let (item, lets) = borrowing(&around(input, " move"));
            let expected: [TokenStream; 2] =
                [&around(kept, ""), bound].map(|it| it.parse().unwrap());
            let expected = expected.map(|it| it.to_string());
            assert_eq!([item.body.stream().to_string(), lets], expected);
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
            let body = Group::new(Delimiter::Brace, before.parse().unwrap());
            let found = with(&body, &quote!(lent;)).unwrap();
            assert_eq!(found.stream().to_string(), expected.to_string());
        }
    }

    #[test]
    fn other_blocks_stay_as_they_are() {
        for text in [
            "let a = async move { b }; a.await",
            "let __tracing_instrument_future = a(async move { b });",
        ] {
            assert!(!borrowing(text).0.borrows_in_blocks, "{text}");
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
