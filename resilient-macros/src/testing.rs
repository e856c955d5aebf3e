//! What the tests beside the code share.

use crate::config::Config;

/// What was read, if nothing was wrong with it.
#[track_caller]
pub(crate) fn accepts(args: &str) -> Config {
    let (config, error) = Config::parse(args.parse().unwrap());
    assert_eq!(listed(error), [], "{args}");
    config
}

/// Each attribute has exactly these mistakes: the token at fault, and what is said about it.
#[track_caller]
pub(crate) fn refuses(table: &[(&str, &[(&str, &str)])]) {
    for (args, expected) in table {
        let (_, error) = Config::parse(args.parse().unwrap());
        compare(args, error, expected);
    }
}

#[track_caller]
pub(crate) fn compare(text: &str, error: Option<syn::Error>, expected: &[(&str, &str)]) {
    let found = listed(error);
    let found: Vec<_> = found.iter().map(|(at, text)| (at.as_str(), text.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

fn listed(error: Option<syn::Error>) -> Vec<(String, String)> {
    let one =
        |error: syn::Error| (error.span().source_text().unwrap_or_default(), error.to_string());
    error.into_iter().flatten().map(one).collect()
}
