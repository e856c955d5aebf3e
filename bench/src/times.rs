//! Times rows in interleaved rounds, so that a busy moment hits all of them alike.

use std::time::{Duration, Instant};

use guard::drive;
use guard::row::Row;
use tokio::runtime::{Builder, Runtime};

use crate::statistics::Rounds;

/// What runs the calls.
#[derive(Debug, Clone, Copy)]
pub enum Driver {
    /// A poll loop without a scheduler: the cost of the wrapper itself.
    Bare,
    CurrentThread,
    /// A task on two workers.
    MultiThread,
}

impl Driver {
    pub const ALL: [(&str, Self); 3] = [
        ("bare", Self::Bare),
        ("current_thread", Self::CurrentThread),
        ("multi_thread", Self::MultiThread),
    ];

    /// Times each row once a round, for about 300 µs.
    pub fn time(self, rows: &[Row], rounds: usize) -> Vec<Rounds> {
        let runtime = self.runtime();
        let _entered = runtime.enter();
        let took = |row: &Row, calls: u64| match self {
            Self::Bare => elapsed(|| (row.bare)(calls)),
            Self::CurrentThread => runtime.block_on(async {
                let start = Instant::now();
                (row.task)(calls).await;
                start.elapsed()
            }),
            Self::MultiThread => {
                let task = (row.task)(calls);
                let timed = runtime.spawn(async {
                    let start = Instant::now();
                    task.await;
                    start.elapsed()
                });
                runtime.block_on(timed).unwrap_or_default()
            }
        };
        let calls: Vec<u64> = rows.iter().map(|row| calibrate(|calls| took(row, calls))).collect();
        let mut times = vec![Rounds::default(); rows.len()];
        for _ in 0..rounds {
            for ((row, calls), times) in rows.iter().zip(&calls).zip(&mut times) {
                times.0.push(nanos(took(row, *calls)) / *calls as f64);
            }
        }
        times
    }

    fn runtime(self) -> Runtime {
        match self {
            Self::Bare | Self::CurrentThread => drive::current_thread(),
            Self::MultiThread => two_workers(),
        }
    }
}

pub fn two_workers() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_time().build().expect("a runtime")
}

pub fn elapsed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

pub fn nanos(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e9
}

/// How many calls fill a slice of time: the best of three, as a busy moment would make too few of them.
pub fn calibrate(mut took: impl FnMut(u64) -> Duration) -> u64 {
    const TRIED: u64 = 500;
    took(TRIED);
    let best = (0..3).map(|_| nanos(took(TRIED))).fold(f64::INFINITY, f64::min);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // both are small and positive
    let calls = (SLICE_NANOS / (best / TRIED as f64)) as u64;
    calls.max(10)
}

const SLICE_NANOS: f64 = 300_000.0;
