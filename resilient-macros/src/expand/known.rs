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
use crate::config::settings::{Setting, SettingValue};
use crate::config::timeout::Timeout;
use crate::expand::literals::as_path;

/// Names that stand for a const in the options.
pub(crate) fn names(config: &Config) -> Vec<&Ident> {
    let mut paths = Vec::new();
    if let Some(retries) = &config.retries {
        paths.push(counted(&retries.value));
    }
    for rule in &config.on {
        if let Action::Retry(times) = &rule.action {
            paths.push(counted(times));
        }
    }
    for hint in [&config.switch_after, &config.patience] {
        paths.push(hint.as_ref().and_then(|given| timed(&given.value)));
    }
    for step in steps(config) {
        paths.push(timed(step));
    }
    backoff(config, &mut paths);
    for setting in settings(config) {
        paths.push(match &setting.value {
            SettingValue::Count(count) => counted(count),
            SettingValue::Length(length) => timed(length),
            SettingValue::Mode(_) | SettingValue::Allowed { .. } => None,
        });
    }
    paths.into_iter().flatten().filter_map(Path::get_ident).collect()
}

/// The steps of a list: a single timeout may be an argument.
fn steps(config: &Config) -> &[Length] {
    match config.timeout.as_ref().map(|given| &given.value) {
        Some(Timeout::Each(steps)) => steps,
        Some(Timeout::One(_)) | None => &[],
    }
}

fn backoff<'c>(config: &'c Config, paths: &mut Vec<Option<&'c Path>>) {
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
    for length in lengths {
        paths.push(length.and_then(timed));
    }
    paths.push(path);
}

fn settings(config: &Config) -> &[Setting] {
    match config.breaker.as_ref().map(|given| &given.value) {
        Some(Breaker::Named { settings, .. }) => settings.as_slice(),
        Some(Breaker::Path(_) | Breaker::Keyed { .. }) | None => &[],
    }
}

fn counted(count: &Count) -> Option<&Path> {
    match count {
        Count::Path(path) => path.qself.is_none().then_some(&path.path),
        Count::Literal(..) => None,
    }
}

fn timed(length: &Length) -> Option<&Path> {
    match length {
        Length::Value(expr) => as_path(expr),
        Length::Literal(..) => None,
    }
}
