//! Ten thousand calls that wait at the same time: memory per call, in a process of its own for each row.

use std::process::Command;
use std::time::Instant;
use std::{env, fs, io};

use guard::body::Fails;
use guard::row::Row;
use guard::{allocations, drive, ours};

use crate::peers;
use crate::retries::cpu;
use crate::statistics::Rounds;
use crate::times::two_workers;

/// How the program is called to run one row, on so many workers.
pub const ARGUMENT: &str = "--in-flight";

/// A row with what its calls took, all together or each.
#[derive(Default)]
pub struct InFlight {
    pub name: &'static str,
    pub future: usize,
    pub peak: f64,
    pub allocations: f64,
    pub resident_kib: f64,
    pub wall_ms: Rounds,
    pub cpu_ms: Rounds,
    pub wall_ms_two_workers: Rounds,
    pub cpu_ms_two_workers: Rounds,
}

/// The first row is a plain loop of attempts.
pub fn measure(rounds: usize) -> io::Result<Vec<InFlight>> {
    let mut all: Vec<InFlight> = rows()
        .iter()
        .map(|row| InFlight { name: row.name, future: (row.bytes)(), ..InFlight::default() })
        .collect();
    for _ in 0..rounds {
        for (number, row) in all.iter_mut().enumerate() {
            let one = run_apart(number, 1)?;
            let two = run_apart(number, 2)?;
            [row.peak, row.allocations, row.resident_kib] = [one[0], one[1], one[2]];
            row.wall_ms.0.push(one[3]);
            row.cpu_ms.0.push(one[4]);
            row.wall_ms_two_workers.0.push(two[3]);
            row.cpu_ms_two_workers.0.push(two[4]);
        }
    }
    Ok(all)
}

/// What the program does when it is called with [`ARGUMENT`].
pub fn run(number: usize, workers: usize) {
    let row = rows()[number];
    let runtime = if workers == 1 { drive::current_thread() } else { two_workers() };
    let _entered = runtime.enter();
    let spawn = (row.spawn)();
    let warmed = (0..10).map(&spawn).collect::<Vec<_>>();
    runtime.block_on(async {
        for call in warmed {
            call.await.ok();
        }
    });
    let before = (resident_kib(), cpu(), Instant::now());
    let counted = allocations::during(|| {
        runtime.block_on(async {
            let calls: Vec<_> = (0..CALLS).map(&spawn).collect();
            for call in calls {
                assert!(matches!(call.await, Ok(Ok(_))), "{}: a call failed", row.name);
            }
        });
    });
    let calls = CALLS as f64;
    let wall = before.2.elapsed().as_secs_f64() * 1e3;
    let cpu = cpu().saturating_sub(before.1).as_secs_f64() * 1e3;
    let (peak, count) = (counted.peak as f64 / calls, counted.count as f64 / calls);
    println!("{peak} {count} {} {wall} {cpu}", resident_kib() - before.0);
}

fn rows() -> Vec<Row> {
    let mut rows = peers::retrying_after::<Fails<3>, 50>();
    rows.extend(ours::retrying_after_50ms::<Fails<3>>());
    rows
}

fn run_apart(number: usize, workers: usize) -> io::Result<[f64; 5]> {
    let output = Command::new(env::current_exe()?)
        .args([ARGUMENT, &number.to_string(), &workers.to_string()])
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|it| it.parse().ok()).collect();
    numbers.try_into().map_err(|_| {
        io::Error::other(format!("row {number}: {}", String::from_utf8_lossy(&output.stderr)))
    })
}

/// The most memory that this process has had.
fn resident_kib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(f64::NAN)
}

const CALLS: u64 = 10_000;
