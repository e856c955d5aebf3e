//! An expansion depends on its input alone: the crate reads no disk, environment, network or clock.

#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::fs;
use std::path::{Path, PathBuf};

/// What would let something else in, or an order that changes from run to run.
const FORBIDDEN: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::io",
    "std::collections",
    "env!(",
    "include!(",
    "include_bytes!(",
    "Instant::now",
    "SystemTime::now",
    "tracked_path",
];

#[test]
fn an_expansion_reads_nothing_but_its_input() {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.len() > 50, "{sources:?}");
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for word in FORBIDDEN {
            assert!(!code.contains(word), "`{word}` in {}", path.display());
        }
    }
}

/// All but the tests, which compare with files.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            found.extend(sources(&path));
        } else if path.is_file() && name != "tests.rs" {
            found.push(path);
        }
    }
    found
}
