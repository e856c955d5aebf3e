//! What the compiler says about a mistake: one mistake a file, named after the message.

#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_mistake_is_told_at_its_own_token() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

#[test]
fn every_message_has_a_file_named_after_it() {
    let shown: Vec<String> = files("tests/ui").iter().map(|path| stem(path)).collect();
    let messages = messages();
    assert!(messages.len() > 80, "{messages:?}");
    let is_shown = |message: &String| {
        let longer = format!("{message}_");
        shown.iter().any(|file| file == message || file.starts_with(&longer))
    };
    let untold: Vec<_> = messages.into_iter().filter(|message| !is_shown(message)).collect();
    assert!(untold.is_empty(), "tests/ui has no file that begins with {untold:?}");
}

/// The functions that make messages, by name.
fn messages() -> Vec<String> {
    let mut sources = files("src/diagnostics");
    sources.extend(["src/diagnostics.rs", "src/unfit.rs"].map(|path| root().join(path)));
    let texts = sources.iter().map(|path| fs::read_to_string(path).unwrap());
    let named = |line: &str| {
        let name = line.strip_prefix("pub(crate) fn ")?;
        name.split(['(', '<']).next().map(str::to_owned)
    };
    texts.flat_map(|text| text.lines().filter_map(named).collect::<Vec<_>>()).collect()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.extension().is_some_and(|it| it == "rs")).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
