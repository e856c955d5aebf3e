//! A fuzz target, see `fuzz/`: any text as the attribute's arguments, or as the type under the derive.
#![no_main]
#![allow(dead_code, missing_docs, unused_imports)]

mod config;
mod derive;
mod diagnostics;
mod mistakes;
mod options;
mod rules;
#[cfg(test)]
mod testing;
mod tokens;
mod usage;
mod written;

use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;

/// Deeper nesting would only find the end of the parser's stack.
const DEEPEST: usize = 48;

fuzz_target!(|text: &str| {
    let opened = text.bytes().filter(|byte| b"([{<|&!-*".contains(byte)).count();
    if opened > DEEPEST {
        return;
    }
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    let (_, mistake) = config::Config::parse(tokens.clone());
    for mistake in mistake.into_iter().flatten() {
        let message = mistake.to_string();
        assert!(!message.is_empty() && !message.ends_with('.'), "{message}");
    }
    derive::classify(tokens);
});
