//! Lists of `key = value` and `key(..)`, read to the end whatever stands in them; no key is known here.

pub(crate) mod entries;
pub(crate) mod exits;
pub(crate) mod list;
pub(crate) mod near;
pub(crate) mod value;

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::token::{Brace, Bracket};
use syn::{Expr, Lit, Token};

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::entries::Entries;
use crate::options::value::Value;

/// One entry of a list: its key, and how its value was given.
pub(crate) struct Given {
    pub(crate) key: Ident,
    pub(crate) form: Form,
}

pub(crate) enum Form {
    /// `key = value`
    Value(TokenStream),
    /// `key(..)`
    List(Group),
    /// `key = item, item` where a list in brackets belongs.
    Unbracketed(TokenStream),
    /// `key[..]`, `key {..}`
    Enclosed(Group),
    /// `key` or `key =`
    Bare,
    /// What it was given can't be told, which has been reported.
    Broken,
}

/// The keys that a list may have.
pub(crate) struct Keys<'a> {
    /// What one of them is called in messages.
    pub(crate) noun: &'static str,
    pub(crate) names: &'a [&'static str],
    /// The one that takes a list of values too.
    pub(crate) list: Option<&'static str>,
    /// The one that takes a list of links.
    pub(crate) links: Option<&'static str>,
}

impl Given {
    /// What stands after `=`; `example` is shown where there are none.
    pub(crate) fn value(&self, example: &'static str) -> syn::Result<Value<'_>> {
        match &self.form {
            Form::Value(tokens) => Ok(Value { key: &self.key, tokens: tokens.clone(), example }),
            Form::List(group) => Err(diagnostics::not_in_parentheses(&self.key, group, example)),
            Form::Enclosed(group) if group.delimiter() == Delimiter::Bracket => {
                Err(diagnostics::no_equals(&group.to_token_stream(), &self.key))
            }
            Form::Enclosed(group) => Err(diagnostics::enclosed(&self.key, group, "`=`", example)),
            Form::Unbracketed(items) => Err(diagnostics::not_a_list(&self.key, items, example)),
            Form::Bare | Form::Broken => Err(diagnostics::no_value(&self.key, example)),
        }
    }

    /// The tokens in the parentheses after the key.
    pub(crate) fn list(&self, example: &str) -> syn::Result<TokenStream> {
        match &self.form {
            Form::List(group) => Ok(group.stream()),
            Form::Enclosed(group) => {
                Err(diagnostics::enclosed(&self.key, group, "parentheses", example))
            }
            Form::Value(_) | Form::Unbracketed(_) => {
                Err(diagnostics::not_after_equals(&self.key, example))
            }
            Form::Bare | Form::Broken => Err(diagnostics::no_value(&self.key, example)),
        }
    }
}

/// Reads every entry that can be read.
pub(crate) fn read(tokens: TokenStream, keys: &Keys<'_>, mistakes: &mut Mistakes) -> Entries {
    let mut entries = Entries::default();
    let reader = |input: ParseStream<'_>| {
        while !input.is_empty() {
            entry(input, keys, &mut entries, mistakes)?;
        }
        Ok(())
    };
    if let Err(mistake) = reader.parse2(tokens) {
        mistakes.add(mistake);
    }
    entries
}

/// What stands where a key is expected, however the rest of the list looks: an editor asks while it is written.
pub(crate) fn keys(tokens: &TokenStream) -> Vec<Ident> {
    let mut at_key = true;
    let mut keys = Vec::new();
    for token in tokens.clone() {
        let is_comma = matches!(&token, TokenTree::Punct(it) if it.as_char() == ',');
        match token {
            TokenTree::Ident(key) if at_key && !is_keyword(&key) => keys.push(key),
            _ => {}
        }
        at_key = is_comma;
    }
    keys
}

fn entry(
    input: ParseStream<'_>,
    keys: &Keys<'_>,
    entries: &mut Entries,
    mistakes: &mut Mistakes,
) -> syn::Result<()> {
    if input.peek(Token![,]) {
        mistakes.add(diagnostics::stray_comma(input.parse()?));
        return Ok(());
    }
    if input.peek(Token![;]) {
        mistakes.add(diagnostics::semicolon(input.parse()?));
        return Ok(());
    }
    if !input.peek(Ident::peek_any) || input.peek2(Token![::]) || input.peek2(Token![.]) {
        mistakes.add(keyless(&take_broken(input)));
        entries.add_stray();
        return close(input, mistakes);
    }
    let key = input.call(Ident::parse_any)?;
    let mut form = form(input, &key, keys, mistakes)?;
    let value = if let Form::Value(value) = &form { Some(value) } else { None };
    if let Some((value, further)) = value.and_then(|value| Some((value, take_further(input)?))) {
        let takes_list = keys.list.is_some_and(|list| key == list);
        mistakes.add(if takes_list && list::bracketed(value).is_none() {
            diagnostics::several(&further, &key, value)
        } else {
            diagnostics::more_than_one(&further, &key)
        });
        entries.spoil(&key);
    }
    if at_end(input) && matches!(form, Form::Bare) {
        // That there is no value is said of the key, and is enough.
        input.parse::<Option<Token![;]>>()?;
        input.parse::<Option<Token![,]>>()?;
    } else if at_end(input) || matches!(form, Form::Broken) {
        close(input, mistakes)?;
    } else if starts_entry(input) {
        if !matches!(form, Form::Bare) {
            mistakes.add(diagnostics::no_comma(&input.fork().call(Ident::parse_any)?));
        }
    } else {
        mistakes.add(diagnostics::left_over(&take_broken(input), &key));
        close(input, mistakes)?;
        form = Form::Broken;
    }
    entries.add(Given { key, form }, keys, mistakes);
    Ok(())
}

/// How the value is given.
fn form(
    input: ParseStream<'_>,
    key: &Ident,
    keys: &Keys<'_>,
    mistakes: &mut Mistakes,
) -> syn::Result<Form> {
    if input.peek(syn::token::Paren) {
        return input.parse().map(Form::List);
    }
    if at_end(input) || starts_pair(input) {
        return Ok(Form::Bare);
    }
    if let Some(sign) = take_sign(input) {
        mistakes.add(diagnostics::wrong_sign(&sign, key));
        if at_end(input) {
            return Ok(Form::Broken);
        }
        if !separates(&sign) {
            take_broken(input);
            return Ok(Form::Broken);
        }
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
    } else if input.peek(Bracket) || input.peek(Brace) {
        return input.parse().map(Form::Enclosed);
    } else {
        mistakes.add(diagnostics::no_equals(&input.cursor().token_stream(), key));
    }
    if at_end(input) || keys.has_pair_at(input) {
        return Ok(Form::Bare);
    }
    if keys.links.is_some_and(|links| key == links) && !input.peek(Bracket) {
        return Ok(Form::Unbracketed(take_items(input, keys)));
    }
    if starts_pair(input) {
        take_value(input);
        return Ok(Form::Bare);
    }
    Ok(Form::Value(take_value(input)))
}

/// Takes commas and literals, which are no keys and so belong to the value before them.
fn take_further(input: ParseStream<'_>) -> Option<TokenStream> {
    let ahead = input.fork();
    let is_literal = ahead.parse::<Token![,]>().is_ok() && ahead.parse::<Lit>().is_ok();
    if !is_literal || !at_end(&ahead) {
        return None;
    }
    let mut taken: TokenStream = [input.parse::<TokenTree>().ok()?].into_iter().collect();
    taken.extend(take_value(input));
    taken.extend(take_further(input));
    Some(taken)
}

impl Keys<'_> {
    /// Whether `key = value` stands here, with a key of this list or one that is nearly one.
    fn has_pair_at(&self, input: ParseStream<'_>) -> bool {
        starts_pair(input) && self.has_key_at(input)
    }

    /// Whether an entry of this list stands here, as far as its key tells.
    fn has_entry_at(&self, input: ParseStream<'_>) -> bool {
        let is_key = |key: Ident| self.names.iter().any(|name| key == name);
        let is_place = input.peek2(Token![in]) || input.peek2(Token![.]) || input.peek2(Token![::]);
        let has_name = !is_place && input.fork().call(Ident::parse_any).is_ok_and(is_key);
        has_name || (starts_entry(input) && self.has_key_at(input))
    }

    fn has_key_at(&self, input: ParseStream<'_>) -> bool {
        let key = input.fork().call(Ident::parse_any);
        key.is_ok_and(|key| near::nearest(&key.to_string(), self.names).is_some())
    }
}

/// Takes all that may be items of a list, up to where the next entry begins.
fn take_items(input: ParseStream<'_>, keys: &Keys<'_>) -> TokenStream {
    let mut taken = TokenStream::new();
    while let Ok(token) = input.parse::<TokenTree>() {
        taken.extend([token]);
        let ahead = input.fork();
        let comma = ahead.parse::<Token![,]>().is_ok();
        if input.peek(Token![;]) || at_end(&ahead) || keys.has_entry_at(&ahead) {
            break;
        }
        if comma {
            taken.extend(input.parse::<TokenTree>());
        }
    }
    taken
}

/// Whether nothing can have this name, so that an editor has nothing to say about it.
fn is_keyword(key: &Ident) -> bool {
    syn::parse2::<Ident>(key.to_token_stream()).is_err()
}

/// Takes the punctuation in the place of `=`, up to where a space ends it.
pub(crate) fn take_sign(input: ParseStream<'_>) -> Option<TokenStream> {
    let is_equals = !input.peek(Token![==]) && !input.peek(Token![=>]);
    if input.peek(Token![=]) && is_equals {
        return None;
    }
    let ahead = input.fork();
    let mut sign = TokenStream::new();
    while !at_end(&ahead) {
        let Ok(TokenTree::Punct(punct)) = ahead.parse::<TokenTree>() else { break };
        let is_joint = punct.spacing() == Spacing::Joint;
        sign.extend([TokenTree::Punct(punct)]);
        input.advance_to(&ahead);
        if !is_joint {
            break;
        }
    }
    (!sign.is_empty()).then_some(sign)
}

/// Whether a value may follow what was written in the place of `=`.
fn separates(sign: &TokenStream) -> bool {
    let text = sign.to_string().replace(' ', "");
    text.ends_with('=') || [":", "=>", "->", "<-", "~"].contains(&text.as_str())
}

/// What can't be a key: up to the `=`, if there is one.
fn keyless(junk: &TokenStream) -> syn::Error {
    let is_equals =
        |token: &TokenTree| matches!(token, TokenTree::Punct(it) if it.as_char() == '=');
    let before: TokenStream = junk.clone().into_iter().take_while(|it| !is_equals(it)).collect();
    if before.is_empty() || junk.clone().into_iter().all(|token| !is_equals(&token)) {
        return diagnostics::no_key(junk);
    }
    diagnostics::not_a_key(&before)
}

/// An expression where one stands here, else everything up to where the next entry may begin.
pub(crate) fn take_value(input: ParseStream<'_>) -> TokenStream {
    // Read apart, as what an expression leaves over in its brackets would be told of the input.
    let read = |ahead: ParseStream<'_>| {
        ahead.parse::<Expr>()?;
        ahead.parse::<TokenStream>()
    };
    let all = input.cursor().token_stream();
    let Ok(rest) = read.parse2(all.clone()) else {
        return take_broken(input);
    };
    let taken = all.into_iter().count() - rest.into_iter().count();
    (0..taken).filter_map(|_| input.parse::<TokenTree>().ok()).collect()
}

/// Takes at least one token.
fn take_broken(input: ParseStream<'_>) -> TokenStream {
    let mut taken = TokenStream::new();
    while let Ok(token) = input.parse::<TokenTree>() {
        let after_sign = matches!(token, TokenTree::Punct(_));
        taken.extend([token]);
        if at_end(input) || (!after_sign && starts_pair(input)) {
            break;
        }
    }
    taken
}

/// Ends an entry: with the comma, or with nothing left.
pub(crate) fn close(input: ParseStream<'_>, mistakes: &mut Mistakes) -> syn::Result<()> {
    if input.peek(Token![;]) {
        mistakes.add(diagnostics::semicolon(input.parse()?));
    }
    input.parse::<Option<Token![,]>>()?;
    Ok(())
}

pub(crate) fn at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}

fn starts_entry(input: ParseStream<'_>) -> bool {
    let call = input.peek(Ident::peek_any) && input.peek2(syn::token::Paren);
    call || starts_pair(input)
}

pub(crate) fn starts_pair(input: ParseStream<'_>) -> bool {
    let equals = input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]);
    input.peek(Ident::peek_any) && equals
}

#[cfg(test)]
mod tests;
