//! The `timeout` option: one for every attempt, or a list that gets shorter.

use quote::ToTokens;
use syn::{Expr, ExprArray};

use crate::diagnostics;
use crate::length::{self, Known, Length};
use crate::mistakes::Mistakes;
use crate::value::Value;

#[derive(Clone)]
pub(crate) enum Timeout {
    One(Length),
    Each(Vec<Length>),
}

pub(crate) fn read(value: &Value<'_>, known: Known, mistakes: &mut Mistakes) -> Option<Timeout> {
    match mistakes.keep(value.expression())? {
        Expr::Array(list) => each(value, &list, mistakes).map(Timeout::Each),
        _ => {
            let length = length::read(value, known);
            let length = length.and_then(|length| length.above_zero(value.key));
            mistakes.keep(length).map(Timeout::One)
        }
    }
}

fn each(value: &Value<'_>, list: &ExprArray, mistakes: &mut Mistakes) -> Option<Vec<Length>> {
    if list.elems.is_empty() {
        mistakes.add(diagnostics::empty_list(list, value.key, value.example));
        return None;
    }
    if let Some(ninth) = list.elems.iter().nth(MOST) {
        mistakes.add(diagnostics::long_list(ninth, value.key, MOST));
    }
    let mut lengths: Vec<Length> = Vec::new();
    for item in list.elems.iter().take(MOST) {
        let item = Value { tokens: item.to_token_stream(), ..*value };
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
