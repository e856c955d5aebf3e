//! The `timeout` option: one for every attempt, or a list that gets shorter.

use proc_macro2::TokenStream;

use crate::length::{self, Known, Length};
use crate::mistakes::Mistakes;
use crate::value::Value;
use crate::{diagnostics, list};

#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Timeout {
    One(Length),
    Each(Vec<Length>),
}

pub(crate) fn read(value: &Value<'_>, known: Known, mistakes: &mut Mistakes) -> Option<Timeout> {
    if let Some(items) = list::bracketed(&value.tokens) {
        return each(value, items, mistakes).map(Timeout::Each);
    }
    let length = length::read(value, known);
    let length = length.and_then(|length| length.above_zero(value.key));
    mistakes.keep(length).map(Timeout::One)
}

fn each(value: &Value<'_>, items: TokenStream, mistakes: &mut Mistakes) -> Option<Vec<Length>> {
    if items.is_empty() {
        mistakes.add(diagnostics::empty_list(
            &value.tokens,
            value.key,
            value.example,
        ));
        return None;
    }
    let items = list::items(items, mistakes);
    if let Some(ninth) = items.get(MOST) {
        mistakes.add(diagnostics::long_list(ninth, value.key, MOST));
    }
    let mut lengths: Vec<Length> = Vec::new();
    for item in items.into_iter().take(MOST) {
        let item = Value {
            tokens: item,
            ..*value
        };
        let length = length::read(&item, Known::AtCompileTime);
        let length = mistakes.keep(length.and_then(|length| length.above_zero(value.key)));
        if let Some(length) = length {
            let before = lengths.iter().rev().find_map(Length::known);
            if let (Some(before), Some(now)) = (before, length.known()) {
                if now.0 > before.0 {
                    mistakes.add(diagnostics::longer_timeout(&item.tokens, &now.1, &before.1));
                }
            }
            lengths.push(length);
        }
    }
    Some(lengths)
}

const MOST: usize = 8;
