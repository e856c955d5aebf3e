//! What stands in `#[classify(..)]`: single words, some with a value.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, Meta, Path, Token};

use crate::config::rule::CLASSES;
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::{Form, Given, list, take};

/// `server`, or `with = path`.
pub(crate) struct Word {
    pub(crate) key: Ident,
    form: Form,
}

impl Word {
    pub(crate) fn is_class(&self) -> bool {
        CLASSES.contains(&self.key.to_string().as_str())
    }

    /// Says that nothing belongs behind it.
    pub(crate) fn bare(&self) -> syn::Result<()> {
        match &self.form {
            Form::Bare | Form::Broken => Ok(()),
            Form::Value(value) | Form::Unbracketed(value) => {
                Err(diagnostics::takes_no_value(&self.key, value))
            }
            Form::List(list) | Form::Enclosed(list) if list.stream().is_empty() => {
                Err(diagnostics::takes_no_value(&self.key, &list.to_token_stream()))
            }
            Form::List(list) | Form::Enclosed(list) => {
                Err(diagnostics::takes_no_value(&self.key, &list.stream()))
            }
        }
    }

    pub(crate) fn callable(self) -> syn::Result<Expr> {
        self.into_given().value("with = my_class")?.callable()
    }

    pub(crate) fn path(self) -> syn::Result<Path> {
        self.into_given().value("crate = resilient")?.path()
    }

    fn into_given(self) -> Given {
        Given::new(self.key, self.form)
    }
}

/// What is said at one place.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) read: Vec<Word>,
    /// Something was meant that can't be read: it is not to be missed as well.
    pub(crate) has_unread: bool,
}

/// The words of all `#[classify(..)]` at one place; of a repeated one the first.
pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Words {
    let mut words = Words::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("classify")) {
        let tokens = match &attr.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
        };
        if tokens.is_empty() {
            mistakes.add(diagnostics::no_word(&attr.meta));
        }
        let before = words.read.len();
        for word in list::entries(tokens, mistakes, word) {
            if let Form::Broken = word.form {
                words.has_unread = true;
                continue;
            }
            match words.read.iter().find(|earlier| earlier.key == word.key) {
                Some(first) => mistakes.add(diagnostics::twice(&first.key, &word.key)),
                None => words.read.push(word),
            }
        }
        words.has_unread |= words.read.len() == before;
    }
    words
}

fn word(input: ParseStream<'_>, mistakes: &mut Mistakes) -> syn::Result<Option<Word>> {
    if !input.peek(Ident::peek_any) || input.peek2(Token![::]) {
        mistakes.add(diagnostics::not_a_word(&take::value(input), CLASSES));
        return Ok(None);
    }
    let key = input.call(Ident::parse_any)?;
    let form = if input.peek(syn::token::Paren) {
        Form::List(input.parse()?)
    } else if take::at_end(input) {
        Form::Bare
    } else if ["with", "crate"].iter().any(|it| key == it) {
        value(input, &key, mistakes)?
    } else if is_known(&key) && input.peek(Ident::peek_any) {
        // Another word, before which a comma is missing.
        Form::Bare
    } else {
        let (sign, equals) = (take::sign(input), input.parse::<Option<Token![=]>>()?);
        let value = take::broken(input);
        mistakes.add(match &sign {
            _ if !is_known(&key) => {
                diagnostics::not_a_word(&quote!(#key #sign #equals #value), CLASSES)
            }
            Some(sign) if value.is_empty() => diagnostics::takes_no_value(&key, sign),
            _ => diagnostics::takes_no_value(&key, &value),
        });
        Form::Broken
    };
    Ok(Some(Word { key, form }))
}

/// What follows a word that takes a value.
fn value(input: ParseStream<'_>, key: &Ident, mistakes: &mut Mistakes) -> syn::Result<Form> {
    let is_closure = input.peek(Token![|]) || input.peek(Token![||]);
    let sign = if is_closure { None } else { take::sign(input) };
    if sign.is_none() && input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        return Ok(if take::at_end(input) { Form::Bare } else { Form::Value(take::value(input)) });
    }
    mistakes.add(match sign {
        Some(sign) => diagnostics::wrong_sign(&sign, key),
        None => diagnostics::no_equals(&input.cursor().token_stream(), key),
    });
    take::value(input);
    Ok(Form::Broken)
}

/// What may be said of a field.
pub(super) const MARKS: &[&str] = &["hint", "status", "transparent"];

/// Whether it is a word that takes no value.
fn is_known(key: &Ident) -> bool {
    CLASSES.iter().chain(MARKS).any(|word| key == word)
}
