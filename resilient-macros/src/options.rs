//! Lists of `key = value` and `key(..)`, read to the end whatever stands in them; no key is known here.

pub(crate) mod entries;
pub(crate) mod exits;
pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod near;
pub(crate) mod take;
pub(crate) mod value;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::token::{Brace, Bracket};
use syn::{LitStr, Token};

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::entries::Entries;
use crate::options::keys::Keys;
use crate::options::value::Value;

/// One entry of a list: its key, and how its value was given.
pub(crate) struct Given {
    pub(crate) key: Ident,
    /// The key as text: an `Ident` asks the compiler for its own at every comparison.
    pub(crate) name: String,
    pub(crate) form: Form,
}

pub(crate) enum Form {
    /// `key = value`
    Value(TokenStream),
    /// `key(..)`
    List(Group),
    /// `key = item, item` where a list in brackets belongs; where parentheses do, with the sign.
    Unbracketed(TokenStream),
    /// `key[..]`, `key {..}`
    Enclosed(Group),
    /// `key` or `key =`
    Bare,
    /// What it was given can't be told, which has been reported.
    Broken,
}

impl Given {
    pub(crate) fn new(key: Ident, form: Form) -> Self {
        Self { name: key.to_string(), key, form }
    }

    /// What stands after `=`; `example` is shown where there are none.
    pub(crate) fn value(&self, example: &'static str) -> syn::Result<Value<'_>> {
        match &self.form {
            Form::Value(tokens) => Ok(Value { key: &self.key, tokens: tokens.clone(), example }),
            Form::List(group) => Err(diagnostics::not_in_parentheses(&self.key, group, example)),
            Form::Enclosed(group) if is_list(group) => {
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
            Form::Value(items) | Form::Unbracketed(items) => {
                Err(diagnostics::not_after_equals(&self.key, items, example))
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
        let is_comma = take::is_comma(&token);
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
        mistakes.add(keyless(&take::broken(input)));
        entries.add_stray();
        return close(input, mistakes);
    }
    let key = input.call(Ident::parse_any)?;
    let mut form = form(input, &key, keys, mistakes)?;
    let value = if let Form::Value(value) = &form { Some(value) } else { None };
    if let Some((value, further)) = value.and_then(|value| Some((value, take::further(input)?))) {
        let takes_list = keys.list.is_some_and(|list| key == list);
        mistakes.add(if takes_list && list::bracketed(value).is_none() {
            diagnostics::several(&further, &key, value)
        } else {
            diagnostics::more_than_one(&further, &key)
        });
        entries.spoil(&key);
    }
    if take::at_end(input) && matches!(form, Form::Bare) {
        // That there is no value is said of the key, and is enough.
        input.parse::<Option<Token![;]>>()?;
        input.parse::<Option<Token![,]>>()?;
    } else if take::at_end(input) || matches!(form, Form::Broken) {
        close(input, mistakes)?;
    } else if take::starts_pair(input) || keys.has_entry_at(input) {
        if !matches!(form, Form::Bare) {
            mistakes.add(diagnostics::no_comma(&input.fork().call(Ident::parse_any)?));
        }
    } else {
        let rest = take::broken(input);
        let apart = match &form {
            Form::Value(value) if is_argument(&rest) && is_word(value) => {
                Some(diagnostics::no_parentheses(value, &rest))
            }
            Form::Value(value) => diagnostics::apart(value, &rest),
            _ => None,
        };
        mistakes.add(apart.unwrap_or_else(|| diagnostics::left_over(&rest, &key)));
        close(input, mistakes)?;
        form = Form::Broken;
    }
    entries.add(Given::new(key, form), keys, mistakes);
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
    if take::at_end(input) {
        return Ok(Form::Bare);
    }
    if keys.calls.iter().any(|call| key == call) && !input.peek(Bracket) && !input.peek(Brace) {
        return Ok(Form::Unbracketed(keys.take_items(input)));
    }
    if take::starts_pair(input) {
        return Ok(Form::Bare);
    }
    if let Some(sign) = take::sign(input) {
        mistakes.add(diagnostics::wrong_sign(&sign, key));
        if take::at_end(input) {
            return Ok(Form::Broken);
        }
        if !take::separates(&sign) {
            take::broken(input);
            return Ok(Form::Broken);
        }
        // `retries: u32 = 5`
        if take::starts_pair(input) && !keys.has_pair_at(input) {
            input.call(Ident::parse_any)?;
            input.parse::<Token![=]>()?;
        }
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
    } else if input.peek(Bracket) || input.peek(Brace) {
        return input.parse().map(Form::Enclosed);
    } else {
        mistakes.add(diagnostics::no_equals(&input.cursor().token_stream(), key));
    }
    if take::at_end(input) || keys.has_pair_at(input) {
        return Ok(Form::Bare);
    }
    if keys.links.is_some_and(|links| key == links) && !input.peek(Bracket) {
        return Ok(Form::Unbracketed(keys.take_items(input)));
    }
    if take::starts_pair(input) {
        take::value(input);
        return Ok(Form::Bare);
    }
    Ok(Form::Value(take::value(input)))
}

/// Whether nothing can have this name, so that an editor has nothing to say about it.
fn is_keyword(key: &Ident) -> bool {
    syn::parse2::<Ident>(key.to_token_stream()).is_err()
}

/// Whether this is `["a", "b"]`, which an `=` before it would make a value.
fn is_list(group: &Group) -> bool {
    let mut items = group.stream().into_iter().peekable();
    group.delimiter() == Delimiter::Bracket
        && (matches!(items.peek(), Some(TokenTree::Literal(it)) if it.to_string().starts_with('"'))
            || items.any(|it| take::is_comma(&it)))
}

fn is_word(value: &TokenStream) -> bool {
    syn::parse2::<Ident>(value.clone()).is_ok()
}

fn is_argument(rest: &TokenStream) -> bool {
    syn::parse2::<LitStr>(rest.clone()).is_ok()
}

/// What can't be a key: up to the `=`, if there is one.
fn keyless(junk: &TokenStream) -> syn::Error {
    let mut before = TokenStream::new();
    for token in junk.clone() {
        match token {
            TokenTree::Punct(it) if it.as_char() == '=' && before.is_empty() => break,
            TokenTree::Punct(it) if it.as_char() == '=' => return diagnostics::not_a_key(&before),
            token => token.to_tokens(&mut before),
        }
    }
    diagnostics::no_key(junk)
}

/// Ends an entry: with the comma, or with nothing left.
pub(crate) fn close(input: ParseStream<'_>, mistakes: &mut Mistakes) -> syn::Result<()> {
    if input.peek(Token![;]) {
        mistakes.add(diagnostics::semicolon(input.parse()?));
    }
    input.parse::<Option<Token![,]>>()?;
    Ok(())
}

#[cfg(test)]
mod tests;
