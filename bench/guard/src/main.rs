//! Holds what a call costs: instructions, allocations and bytes, none of which depends on how busy the machine is.

use std::process::ExitCode;
use std::{env, io};

use guard::arguments::Added;
use guard::body::{Body, Fails, Pending, Ready};
use guard::ours::{self, ALL, CONSECUTIVE, EVERYTHING};
use guard::row::Row;
use guard::{allocations, arguments, drive, instructions};

/// What a call may cost: about 1.3 times the instructions that it takes, no allocation once its thread has made a few
/// calls, and few bytes.
struct Bound {
    path: &'static str,
    row: &'static str,
    instructions: f64,
    allocations: u64,
    /// Of the future, over the body's.
    bytes: usize,
}

#[rustfmt::skip]
const BOUNDS: &[Bound] = &[
    //    path        row                       instr. alloc. bytes
    bound("ready",    "ours: retries",           155.0, 0,    BYTES),
    bound("ready",    "ours: timeout",           172.0, 0,    BYTES),
    bound("ready",    "ours: breaker, default",  458.0, 0,    BYTES),
    bound("ready",    CONSECUTIVE,               216.0, 0,    BYTES),
    bound("ready",    ALL,                       480.0, 0,    BYTES),
    bound("ready",    EVERYTHING,                555.0, 0,    BYTES),
    bound("pending",  ALL,                      1740.0, 0,    BYTES),
    bound("pending",  EVERYTHING,               2000.0, 0,    BYTES),
    bound("fails 1x", "ours: retries",           945.0, 0,    BYTES),
    bound("fails 1x", ALL,                      2240.0, 0,    BYTES),
    bound("rejected", "ours: rejected",          800.0, 0,    BYTES),
    bound("trail",    "ours: 4 calls in a trail", 14300.0, 0, 1500),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match *arguments {
        [instructions::ARGUMENT, row] => count_instructions(row),
        _ => check(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn count_instructions(row: &str) -> io::Result<()> {
    let rows = rows();
    let row = row.parse().ok().and_then(|row: usize| rows.get(row));
    row.map(|it| instructions::run(&it.row)).ok_or_else(|| io::Error::other("no such row"))
}

fn check() -> io::Result<()> {
    let rows = rows();
    let counts = instructions::per_call(rows.len())?;
    let runtime = drive::current_thread();
    let _entered = runtime.enter();
    println!("| path | row | instructions | allocations | future, bytes | over the body |");
    println!("|---|---|---|---|---|---|");
    let costs: Vec<_> = rows.iter().zip(counts).map(|(it, count)| it.measure(count)).collect();
    for it in &costs {
        let (path, row) = (it.path, it.row);
        let allocations = it.allocations as f64 / CALLS as f64;
        println!(
            "| {path} | {row} | {:.0} | {allocations:.2} | {} | {} |",
            it.instructions, it.future, it.over
        );
    }
    let added = arguments::added();
    println!("\n{}", arguments::table(&added));
    let mut broken: Vec<_> = BOUNDS.iter().flat_map(|bound| bound.broken_by(&costs)).collect();
    broken.extend(added.iter().filter_map(too_large));
    let bounds = BOUNDS.len() * 3 + added.len();
    println!("{} bounds passed, {} failed", bounds - broken.len(), broken.len());
    if broken.is_empty() { Ok(()) } else { Err(io::Error::other(broken.join("\n"))) }
}

impl Bound {
    fn broken_by(&self, costs: &[Cost]) -> Vec<String> {
        let (path, row) = (self.path, self.row);
        let Some(cost) = costs.iter().find(|it| it.path == path && it.row == row) else {
            return vec![format!("{path}, {row}: no such row")];
        };
        [
            ("instructions", cost.instructions, self.instructions),
            ("allocations", cost.allocations as f64 / CALLS as f64, self.allocations as f64),
            ("bytes over the body's", cost.over as f64, self.bytes as f64),
        ]
        .into_iter()
        .filter(|(_, is, limit)| is > limit)
        .map(|(what, is, limit)| format!("{path}, {row}: {is} {what}, at most {limit}"))
        .collect()
    }
}

/// Says which arguments make a future too large.
fn too_large(added: &Added) -> Option<String> {
    let most = added.over.into_iter().max().unwrap_or_default();
    let text = || format!("{}: {most} bytes over the body's, at most {BYTES}", added.arguments);
    (most > BYTES).then(text)
}

/// A row on a path.
struct Guarded {
    path: &'static str,
    row: Row,
    /// The bytes of the body's future.
    body: usize,
}

struct Cost {
    path: &'static str,
    row: &'static str,
    instructions: f64,
    /// In [`CALLS`] calls.
    allocations: u64,
    future: usize,
    over: usize,
}

impl Guarded {
    fn measure(&self, instructions: f64) -> Cost {
        (self.row.bare)(100);
        let allocations = allocations::during(|| (self.row.bare)(CALLS)).count;
        let future = (self.row.bytes)();
        let over = future.saturating_sub(self.body);
        Cost { path: self.path, row: self.row.name, instructions, allocations, future, over }
    }
}

fn rows() -> Vec<Guarded> {
    [
        on::<Ready>("ready", ours::rows::<Ready>()),
        on::<Pending>("pending", ours::rows::<Pending>()),
        on::<Fails<1>>("fails 1x", ours::retrying_at_once::<Fails<1>>()),
        on::<Fails<3>>("fails 3x", ours::retrying_at_once::<Fails<3>>()),
        on::<Ready>("rejected", vec![ours::turned_away::<Ready>()]),
        on::<Ready>("trail", vec![ours::in_a_trail::<Ready>()]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The rows, and before them the function with nothing around it.
fn on<B: Body>(path: &'static str, rows: Vec<Row>) -> Vec<Guarded> {
    let plain = ours::plain::<B>();
    let body = (plain.bytes)();
    let rows = std::iter::once(plain).chain(rows);
    rows.map(|row| Guarded { path, row, body }).collect()
}

const fn bound(
    path: &'static str,
    row: &'static str,
    instructions: f64,
    allocations: u64,
    bytes: usize,
) -> Bound {
    Bound { path, row, instructions, allocations, bytes }
}

const CALLS: u64 = 1_000;

/// What a call may add to the future of its body, with arguments of up to 56 bytes and the last error kept.
const BYTES: usize = 160;
