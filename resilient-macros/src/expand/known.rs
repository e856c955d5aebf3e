//! What has to be known before the call, and so can't be an argument.

use proc_macro2::Ident;
use syn::Path;

use crate::config::Config;
use crate::config::backoff::Backoff;
use crate::config::breaker::Breaker;
use crate::config::count::Count;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::rule::Action;
use crate::config::settings::SettingValue;
use crate::config::timeout::Timeout;
use crate::expand::constants::as_path;

/// Names that stand for a const in the options.
pub(crate) fn names(config: &Config) -> impl Iterator<Item = &Ident> {
    let counts = config.retries.iter().filter_map(|given| counted(&given.value));
    let rules = config.on.iter().filter_map(|rule| match &rule.action {
        Action::Retry(times) => counted(times),
        Action::FallBack | Action::Fail => None,
    });
    let hints = config.switch_after.iter().chain(&config.patience);
    let lengths = hints.map(|given| &given.value).chain(steps(config)).filter_map(timed);
    let all = counts.chain(rules).chain(lengths).chain(backoff(config)).chain(settings(config));
    all.filter_map(Path::get_ident)
}

/// The steps of a list: a single timeout may be an argument.
fn steps(config: &Config) -> &[Length] {
    match config.timeout.as_ref().map(|given| &given.value) {
        Some(Timeout::Each(steps)) => steps,
        Some(Timeout::One(_)) | None => &[],
    }
}

fn backoff(config: &Config) -> Vec<&Path> {
    let (lengths, path) = match config.backoff.as_ref().map(|given| &given.value) {
        Some(Backoff::Exponential { base, max, plus, factor }) => {
            let factor = factor.as_ref().and_then(|factor| match factor {
                Factor::Path(path) => Some(path),
                Factor::Thousandths(..) => None,
            });
            ([base.as_ref(), max.as_ref(), plus.as_ref()], factor)
        }
        Some(Backoff::Linear { step, max }) => ([step.as_ref(), max.as_ref(), None], None),
        Some(Backoff::Constant(wait)) => ([Some(wait), None, None], None),
        Some(Backoff::Path(path)) => ([None; 3], Some(path)),
        Some(Backoff::None) | None => ([None; 3], None),
    };
    lengths.into_iter().flatten().filter_map(timed).chain(path).collect()
}

fn settings(config: &Config) -> impl Iterator<Item = &Path> {
    let settings = match config.breaker.as_ref().map(|given| &given.value) {
        Some(Breaker::Named { settings, .. }) => settings.as_slice(),
        Some(Breaker::Path(_) | Breaker::Keyed { .. }) | None => &[],
    };
    settings.iter().filter_map(|setting| match &setting.value {
        SettingValue::Count(count) => counted(count),
        SettingValue::Length(length) => timed(length),
        SettingValue::Mode(_) | SettingValue::Nothing => None,
    })
}

fn counted(count: &Count) -> Option<&Path> {
    match count {
        Count::Path(path) => Some(path),
        Count::Literal(..) => None,
    }
}

fn timed(length: &Length) -> Option<&Path> {
    match length {
        Length::Value(expr) => as_path(expr),
        Length::Literal(..) => None,
    }
}
