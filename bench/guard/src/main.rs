//! Holds what a call costs: instructions, allocations and bytes, none of which depends on how busy the machine is.

use std::process::ExitCode;

use guard::allocations;
use guard::body::{Fails, Pending, Ready};
use guard::row::Row;
use guard::{drive, instructions, ours};

/// What a call may cost: about 1.3 times what it does.
struct Bound {
    path: &'static str,
    row: &'static str,
    instructions: f64,
    allocations: u64,
    /// Of the future, over the body's.
    bytes: usize,
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

#[rustfmt::skip]
const BOUNDS: &[Bound] = &[
    //    path        row                                             instr. alloc. bytes
    bound("ready",    "ours: retries",                                  150.0,  0,     520),
    bound("ready",    "ours: timeout",                                  240.0,  0,     600),
    bound("ready",    "ours: breaker, default",                         1650.0, 0,     610),
    bound("ready",    ours::ALL,   1670.0, 0,     610),
    bound("pending",  ours::ALL,   2900.0, 0,     610),
    bound("fails 1x", "ours: retries",                                  1120.0, 0,     520),
    bound("fails 1x", ours::ALL,                             6000.0, 0,     610),
    bound("rejected", "ours: rejected",                                 1360.0, 1,     640),
];

/// A row, and the path that it is on.
struct Measured {
    path: &'static str,
    row: Row,
    /// The bytes of the body's future.
    body: usize,
}

fn main() -> ExitCode {
    let measured = measured();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [instructions::ARGUMENT, row] =
        arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        let row = row.parse().ok().and_then(|row: usize| measured.get(row));
        return row.map_or(ExitCode::FAILURE, |it| {
            instructions::run(&it.row);
            ExitCode::SUCCESS
        });
    }
    let counts = match instructions::per_call(measured.len()) {
        Ok(counts) => counts,
        Err(error) => {
            eprintln!("no instructions were counted, is valgrind there? {error}");
            return ExitCode::FAILURE;
        }
    };
    let runtime = drive::current_thread();
    let _entered = runtime.enter();
    let mut holds = true;
    println!("| path | row | instructions | allocations | bytes | over the body |");
    println!("|---|---|---|---|---|---|");
    for (it, count) in measured.iter().zip(counts) {
        (it.row.bare)(100);
        let allocations = allocations::during(|| (it.row.bare)(1_000)).count;
        let bytes = (it.row.bytes)();
        let over = bytes.saturating_sub(it.body);
        println!(
            "| {} | {} | {count:.1} | {:.2} | {bytes} | {over} |",
            it.path,
            it.row.name,
            allocations as f64 / 1_000.0,
        );
        let bound = BOUNDS.iter().find(|bound| bound.path == it.path && bound.row == it.row.name);
        if let Some(bound) = bound {
            let over_it = [
                (
                    count > bound.instructions,
                    format!("instructions, at most {}", bound.instructions),
                ),
                (
                    allocations > bound.allocations * 1_000,
                    format!("allocations, at most {}", bound.allocations),
                ),
                (over > bound.bytes, format!("bytes over the body's, at most {}", bound.bytes)),
            ];
            for (_, what) in over_it.iter().filter(|(over, _)| *over) {
                holds = false;
                eprintln!("{}, {}: too many {what}", it.path, it.row.name);
            }
        }
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measured() -> Vec<Measured> {
    let on = |path, rows: Vec<Row>, body: usize| {
        rows.into_iter().map(move |row| Measured { path, row, body })
    };
    let ready = (ours::plain::<Ready>().bytes)();
    let pending = (ours::plain::<Pending>().bytes)();
    on("ready", vec![ours::plain::<Ready>()], ready)
        .chain(on("ready", ours::rows::<Ready>(), ready))
        .chain(on("pending", vec![ours::plain::<Pending>()], pending))
        .chain(on("pending", ours::rows::<Pending>(), pending))
        .chain(on(
            "fails 1x",
            ours::retrying_at_once::<Fails<1>>(),
            (ours::plain::<Fails<1>>().bytes)(),
        ))
        .chain(on(
            "fails 3x",
            ours::retrying_at_once::<Fails<3>>(),
            (ours::plain::<Fails<3>>().bytes)(),
        ))
        .chain(on("rejected", vec![ours::turned_away::<Ready>()], ready))
        .collect()
}
