//! What a retry costs: ten thousand calls that fail three times each, as tasks on one thread, in CPU time.

use std::time::Duration;

use guard::body::Fails;
use guard::row::Row;
use guard::{drive, ours};
use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::Runtime;

use crate::peers;
use crate::statistics::Rounds;
use crate::times::nanos;

/// A row and its CPU time per call.
pub struct Retried {
    pub name: &'static str,
    pub cpu: Rounds,
}

impl Retried {
    /// CPU time per retry over a plain loop of attempts.
    pub fn per_retry(&self, plain: &Self) -> f64 {
        self.cpu.minus(&plain.cpu) / f64::from(FAILURES)
    }
}

/// Retries that begin at once; the first row is a plain loop.
pub fn at_once(rounds: usize) -> Vec<Retried> {
    let mut rows = peers::retrying_at_once::<Failing>();
    rows.extend(ours::retrying_at_once::<Failing>());
    measure(&rows, rounds)
}

/// Retries that wait for a millisecond; the first row is a plain loop that does not.
pub fn after_1ms(rounds: usize) -> Vec<Retried> {
    let mut rows = peers::retrying_at_once::<Failing>();
    rows.truncate(1);
    rows.extend(peers::retrying_after::<Failing, 1>());
    rows.extend(ours::retrying_after_1ms::<Failing>());
    measure(&rows, rounds)
}

fn measure(rows: &[Row], rounds: usize) -> Vec<Retried> {
    let runtime = drive::current_thread();
    let _entered = runtime.enter();
    let _heap = keep_the_heap();
    let mut all: Vec<Retried> =
        rows.iter().map(|row| Retried { name: row.name, cpu: Rounds::default() }).collect();
    // The first round warms up.
    for round in 0..=rounds {
        for (row, retried) in rows.iter().zip(&mut all) {
            let cpu = nanos(run(&runtime, row)) / CALLS as f64;
            if round > 0 {
                retried.cpu.0.push(cpu);
            }
        }
    }
    all
}

fn run(runtime: &Runtime, row: &Row) -> Duration {
    let spawn = (row.spawn)();
    let before = cpu();
    runtime.block_on(async {
        let calls: Vec<_> = (0..CALLS).map(&spawn).collect();
        for call in calls {
            assert!(matches!(call.await, Ok(Ok(_))), "{}: a call failed", row.name);
        }
    });
    cpu().saturating_sub(before)
}

/// Makes the heap large and holds its end, so that no row pays for pages that the row before gave back.
fn keep_the_heap() -> Option<Box<[u8; 1024]>> {
    let mut blocks: Vec<_> = (0..2 * CALLS).map(|_| Box::new([1; 1024])).collect();
    blocks.pop()
}

/// CPU time of this process.
pub fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

type Failing = Fails<FAILURES>;
const FAILURES: u8 = 3;
const CALLS: u64 = 10_000;
