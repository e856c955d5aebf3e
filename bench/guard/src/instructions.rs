//! Counts the instructions of a call: the program runs itself under callgrind, once for each row.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::{env, io, thread};

use crate::drive;
use crate::row::Row;

/// How the program is called to run one of its rows, by its number, under callgrind.
pub const ARGUMENT: &str = "--under-callgrind";

/// Instructions of one call of each of the first `rows` rows, as the program itself numbers them after [`ARGUMENT`].
pub fn per_call(rows: usize) -> io::Result<Vec<f64>> {
    let next = Mutex::new(0..rows);
    let work = || {
        let mut counts = Vec::new();
        while let Some(row) = next.lock().map_or(None, |mut it| it.next()) {
            counts.push((row, count(row)?));
        }
        io::Result::Ok(counts)
    };
    let mut counts = thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        let counts = workers.map(|it| it.join().map_err(|_| io::Error::other("a panic"))?);
        let [one, other] = counts;
        one.and_then(|one| Ok([one, other?].concat()))
    })?;
    counts.sort_by_key(|(row, _)| *row);
    Ok(counts.into_iter().map(|(_, count)| count).collect())
}

/// What the program does when it is called with [`ARGUMENT`].
pub fn run(row: &Row) {
    let runtime = drive::current_thread();
    let _entered = runtime.enter();
    (row.bare)(WARM_UP);
    counted(row.bare, CALLS);
}

/// Callgrind is told to count in this function alone, by its name.
#[inline(never)]
fn counted(bare: fn(u64), calls: u64) {
    bare(calls);
    // Not a tail call, which callgrind would see no end of.
    black_box(calls);
}

fn count(row: usize) -> io::Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg("--toggle-collect=*instructions*counted*")
        .arg(env::current_exe()?)
        .args([ARGUMENT, &row.to_string()])
        .stdin(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let total = said.lines().find_map(|line| line.split_once("Collected : "));
    let total: Option<u64> = total.and_then(|(_, total)| total.trim().parse().ok());
    let total = total.filter(|total| output.status.success() && *total >= CALLS);
    total.map(|it| it as f64 / CALLS as f64).ok_or_else(|| io::Error::other(said.into_owned()))
}

const WARM_UP: u64 = 100;
const CALLS: u64 = 2_000;
