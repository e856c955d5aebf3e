//! `#[derive(Classify)]`: what each variant of an error type means, read from `#[classify(..)]`.

mod marks;
mod meaning;
mod output;
mod shape;
#[cfg(test)]
mod tests;
mod words;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Data, DeriveInput, Path};

use crate::derive::shape::Shape;
use crate::derive::words::Words;
use crate::diagnostics;
use crate::mistakes::Mistakes;

/// Expands the derive. On any mistake the type still has a classification, so that nothing else fails.
pub(crate) fn classify(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(mistake) => return mistake.into_compile_error(),
    };
    let (parsed, mistake) = Derived::parse(&input);
    let implemented = match &mistake {
        None => output::implementation(&input, &parsed),
        Some(_) => output::stand_in(&input, &parsed),
    };
    let mistake = mistake.map(syn::Error::into_compile_error);
    quote::quote!(#implemented #mistake)
}

/// A type whose every shape has a meaning.
pub(crate) struct Derived<'a> {
    pub(crate) kind: Kind,
    pub(crate) shapes: Vec<Shape<'a>>,
    pub(crate) krate: Option<Path>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Enum,
    Struct,
}

impl<'a> Derived<'a> {
    /// As much as can be understood, and all mistakes.
    pub(crate) fn parse(input: &'a DeriveInput) -> (Self, Option<syn::Error>) {
        let mut mistakes = Mistakes::default();
        let mut words = words::read(&input.attrs, &mut mistakes);
        let krate = take_crate(&mut words, &mut mistakes);
        let (kind, shapes) = match &input.data {
            Data::Struct(data) => {
                let shape = Shape::parse(&input.ident, words, &data.fields, &mut mistakes);
                (Kind::Struct, shape.into_iter().collect())
            }
            Data::Enum(data) => {
                for word in &words.read {
                    mistakes.add(diagnostics::class_of_all(&word.key));
                }
                // What was said of all is not missed in each.
                let is_said = !words.read.is_empty() || words.has_unread;
                let shape = |variant: &'a syn::Variant| {
                    let mut words = words::read(&variant.attrs, &mut mistakes);
                    words.has_unread |= is_said;
                    Shape::parse(&variant.ident, words, &variant.fields, &mut mistakes)
                };
                (Kind::Enum, data.variants.iter().filter_map(shape).collect())
            }
            Data::Union(data) => {
                mistakes.add(diagnostics::union(data.union_token.to_token_stream()));
                (Kind::Struct, Vec::new())
            }
        };
        (Self { kind, shapes, krate }, mistakes.into_error())
    }
}

/// `#[classify(crate = path)]`, which is said of the type and is no meaning.
fn take_crate(words: &mut Words, mistakes: &mut Mistakes) -> Option<Path> {
    let at = words.read.iter().position(|word| word.key == "crate")?;
    mistakes.keep(words.read.remove(at).path())
}
