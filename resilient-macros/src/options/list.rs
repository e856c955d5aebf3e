//! Lists with commas, `[a, b]`, read to the end whatever stands in them.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Lit, LitInt, Token};

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::{self, take};

/// What stands in the brackets, if that is all there is.
pub(crate) fn bracketed(tokens: &TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) => match group.delimiter() {
            Delimiter::Bracket => Some(group.stream()),
            Delimiter::None => bracketed(&group.stream()),
            Delimiter::Parenthesis | Delimiter::Brace => None,
        },
        _ => None,
    }
}

/// The tokens of each item: `expr` or `place in expr`.
pub(crate) fn items(tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<TokenStream> {
    entries(tokens, mistakes, |input, mistakes| item(input, mistakes).map(Some))
}

/// What `entry` reads between commas, to the end, whatever stands there.
pub(crate) fn entries<T>(
    tokens: TokenStream,
    mistakes: &mut Mistakes,
    entry: impl Fn(ParseStream<'_>, &mut Mistakes) -> syn::Result<Option<T>>,
) -> Vec<T> {
    let mut entries = Vec::new();
    let reader = |input: ParseStream<'_>| {
        while !input.is_empty() {
            if input.peek(Token![,]) {
                mistakes.add(diagnostics::stray_comma(input.parse()?));
                continue;
            }
            entries.extend(entry(input, mistakes)?);
            if let Some(count) = repeats(input) {
                mistakes.add(diagnostics::repeated(&count));
            } else if take::at_end(input) {
                options::close(input, mistakes)?;
            } else {
                mistakes.add(diagnostics::no_comma(&input.cursor().token_stream()));
            }
        }
        Ok(())
    };
    if let Err(mistake) = reader.parse2(tokens) {
        mistakes.add(mistake);
    }
    entries
}

/// The tokens of each name, and of what stands in the place of one.
pub(crate) fn names(tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<TokenStream> {
    entries(tokens, mistakes, |input, _| {
        let mut name = TokenStream::new();
        while !take::at_end(input) {
            name.extend([input.parse::<TokenTree>()?]);
            // Two names stand side by side where a comma is missing, but none is called `mut`.
            if input.peek(Ident::peek_any) && is_name(&name) {
                break;
            }
        }
        Ok(Some(name))
    })
}

/// Whether this is `model` or `request.model`.
fn is_place(tokens: &TokenStream) -> bool {
    let is_part = |(at, token): (usize, TokenTree)| match token {
        TokenTree::Ident(_) => at % 2 == 0,
        TokenTree::Punct(dot) => at % 2 == 1 && dot.as_char() == '.',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    };
    !tokens.is_empty() && tokens.clone().into_iter().enumerate().all(is_part)
}

fn is_name(tokens: &TokenStream) -> bool {
    let is_mark = |name: &Ident| ["mut", "ref", "move"].iter().any(|mark| name == mark);
    Ident::parse_any.parse2(tokens.clone()).is_ok_and(|name| !is_mark(&name))
}

/// Takes the `; 3` of an array that repeats its item.
fn repeats(input: ParseStream<'_>) -> Option<TokenStream> {
    let ahead = input.fork();
    let (sign, count) = (ahead.parse::<Token![;]>().ok()?, ahead.parse::<TokenTree>().ok()?);
    let is_count = match &count {
        TokenTree::Literal(it) => syn::parse_str::<LitInt>(&it.to_string()).is_ok(),
        TokenTree::Ident(it) => !it.to_string().contains(char::is_lowercase),
        TokenTree::Group(_) | TokenTree::Punct(_) => false,
    };
    (is_count && ahead.is_empty()).then(|| input.advance_to(&ahead))?;
    Some(quote!(#sign #count))
}

fn item(input: ParseStream<'_>, mistakes: &mut Mistakes) -> syn::Result<TokenStream> {
    let (word, mutability) =
        (input.parse::<Option<Token![let]>>()?, input.parse::<Option<Token![mut]>>()?);
    let declares = quote!(#word #mutability);
    if !declares.is_empty() {
        mistakes.add(diagnostics::declares(&declares));
    }
    let mut tokens = take::value(input);
    if input.peek(Token![:]) || input.peek(Token![=>]) {
        if let Some(sign) = take::sign(input) {
            mistakes.add(diagnostics::wrong_sign(&sign, &tokens));
            Token![=](input.span()).to_tokens(&mut tokens);
        }
        tokens.extend(take::value(input));
    }
    if input.peek(Lit) && is_place(&tokens) {
        mistakes.add(diagnostics::no_equals(&input.cursor().token_stream(), &tokens));
        Token![=](input.span()).to_tokens(&mut tokens);
        tokens.extend(take::value(input));
    }
    if let Some(word) = in_place_of_in(input) {
        mistakes.add(diagnostics::not_in(&word, &tokens));
        Token![in](word.span()).to_tokens(&mut tokens);
    } else if let Some(word) = input.parse::<Option<Token![in]>>()? {
        word.to_tokens(&mut tokens);
    } else {
        refuse_condition(input, mistakes);
        return Ok(tokens);
    }
    tokens.extend(take::value(input));
    refuse_condition(input, mistakes);
    Ok(tokens)
}

/// Takes what other languages have behind a value: `if c`, or `or` and another value.
fn refuse_condition(input: ParseStream<'_>, mistakes: &mut Mistakes) {
    if input.peek(Token![if]) {
        mistakes.add(diagnostics::condition(&take::broken(input)));
    }
    let ahead = input.fork();
    let is_word = |word: Ident| ["or", "and", "then", "else"].iter().any(|it| word == it);
    if ahead.call(Ident::parse_any).is_ok_and(is_word) && ahead.peek(Lit) {
        mistakes.add(diagnostics::choice(&take::broken(input)));
    }
}

/// Takes the word that other languages have where `in` stands here.
fn in_place_of_in(input: ParseStream<'_>) -> Option<Ident> {
    let ahead = input.fork();
    let word: Ident = ahead.parse().ok()?;
    let is_one = ["of", "from", "over"].iter().any(|it| word == it) && !take::at_end(&ahead);
    is_one.then(|| input.advance_to(&ahead))?;
    Some(word)
}
