//! Writes tables between their markers in `RESULTS.md`.

use std::path::Path;
use std::process::Command;
use std::{fs, io};

/// Replaces what stands between `<!-- name -->` and `<!-- /name -->`; `rounds` tells how many there were.
pub fn write(name: &str, rounds: &str, tables: &str) -> io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md");
    let text = fs::read_to_string(&path)?;
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let parts = text
        .split_once(&open)
        .and_then(|(before, rest)| rest.split_once(&close).map(|(_, after)| (before, after)));
    let (before, after) = parts.ok_or_else(|| io::Error::other(format!("no {open} .. {close}")))?;
    let where_and_when = where_and_when(rounds);
    fs::write(
        &path,
        format!("{before}{open}\n{where_and_when}\n{}\n{close}{after}", tables.trim_end()),
    )
}

/// Date, compiler and kind of machine.
fn where_and_when(rounds: &str) -> String {
    let said = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        output.map_or_else(
            |_| "?".to_owned(),
            |it| String::from_utf8_lossy(&it.stdout).trim().to_owned(),
        )
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cpu = cpu.trim_start_matches([' ', '\t', ':']);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    let rust = said("rustc", "--version");
    let date = said("date", "+%Y-%m-%d");
    format!(
        "_{date}, {rounds}; {rust}, profiles as cargo ships them; {cores} cores of a virtual machine that others share ({cpu}); load at the end {load}._"
    )
}
