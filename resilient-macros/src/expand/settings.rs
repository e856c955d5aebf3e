//! A breaker's settings as a const expression.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::config::mode::Mode;
use crate::config::settings::{Setting, SettingValue};
use crate::expand::constants::{count, length};
use crate::expand::located;

/// Of two that go together, the compiler looks at consts where they stand.
// Output: settled(Settings::open_max(Settings::open(Settings::DEFAULT, LONG), SHORT), ..)
pub(crate) fn expression(settings: &[Setting], krate: &impl ToTokens) -> TokenStream {
    let all = set(settings, krate);
    [["open", "open_max"], ["min_calls", "last"]].iter().fold(all, |all, names| {
        let pair = settings.iter().filter(|it| names.iter().any(|name| it.key == *name));
        let pair: Vec<&Setting> = pair.collect();
        match pair.iter().rev().find_map(|it| it.value.path()) {
            Some(here) if pair.len() == names.len() => {
                let allowed = settings.iter().filter(|it| it.key == "allow_dead");
                let pair = set(pair.into_iter().chain(allowed), krate);
                located::call(&here, quote!(#krate::settled), quote!(#all, #pair))
            }
            _ => all,
        }
    })
}

// Output: Settings::open(Settings::DEFAULT, TIME)
fn set<'s>(settings: impl IntoIterator<Item = &'s Setting>, krate: &impl ToTokens) -> TokenStream {
    let start = quote!(#krate::Settings::DEFAULT);
    settings.into_iter().fold(start, |before, Setting { key, value }| {
        let value = match value {
            SettingValue::Count(number) => count(number),
            SettingValue::Length(time) => length(time),
            SettingValue::Mode(Mode::Enforce) => quote!(#krate::BreakerMode::Enforce),
            SettingValue::Mode(Mode::Observe) => quote!(#krate::BreakerMode::Observe),
            SettingValue::Nothing => TokenStream::new(),
        };
        located::call(&value, quote!(#krate::Settings::#key), quote!(#before, #value))
    })
}
