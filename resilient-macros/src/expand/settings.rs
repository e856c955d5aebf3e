//! A breaker's settings as a const expression.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::config::mode::Mode;
use crate::config::settings::{Setting, SettingValue};
use crate::expand::literals::{count, length};
use crate::expand::located;

/// Of two that go together, the compiler looks at consts where they stand.
// Output: settled(Settings::open_max(Settings::open(Settings::DEFAULT, LONG), SHORT), ..)
pub(crate) fn expression(settings: &[Setting], krate: &dyn ToTokens) -> TokenStream {
    let mut written = set(&settings.iter().collect::<Vec<_>>(), krate);
    for names in [["open", "open_max"], ["min_calls", "last"]] {
        let mut pair: Vec<&Setting> =
            settings.iter().filter(|it| names.iter().any(|name| it.key == *name)).collect();
        let here = pair.iter().rev().find_map(|it| it.value.path());
        if let (Some(here), true) = (here, pair.len() == names.len()) {
            pair.extend(settings.iter().filter(|it| it.value.allows_unjudged()));
            let pair = set(&pair, krate);
            written = located::call(&here, quote!(#krate::settled), quote!(#written, #pair));
        }
    }
    written
}

// Output: Settings::open(Settings::DEFAULT, TIME)
fn set(settings: &[&Setting], krate: &dyn ToTokens) -> TokenStream {
    let mut written = quote!(#krate::Settings::DEFAULT);
    for Setting { key, value } in settings {
        let value = match value {
            SettingValue::Count(number) => count(number),
            SettingValue::Length(time) => length(time),
            SettingValue::Mode(Mode::Enforce) => quote!(#krate::BreakerMode::Enforce),
            SettingValue::Mode(Mode::Observe) => quote!(#krate::BreakerMode::Observe),
            SettingValue::Allowed { .. } => TokenStream::new(),
        };
        written = located::call(&value, quote!(#krate::Settings::#key), quote!(#written, #value));
    }
    written
}
