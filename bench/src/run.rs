//! One run of all that happens while a program runs.

use std::io;

use guard::body::{Body, Fails, Fault, Pending, Ready};
use guard::row::Row;
use guard::{allocations, drive, instructions, ours};

use crate::in_flight::{self, InFlight};
use crate::retries::{self, Retried};
use crate::statistics::Rounds;
use crate::threads::{self, Shared};
use crate::times::Driver;
use crate::{goals, peers, report};

/// How often everything is repeated.
pub struct Effort {
    times: usize,
    threads: usize,
    retries: usize,
    in_flight: usize,
}

pub const FULL: Effort = Effort { times: 300, threads: 60, retries: 15, in_flight: 3 };
pub const QUICK: Effort = Effort { times: 20, threads: 5, retries: 3, in_flight: 1 };

/// All numbers of one run.
pub struct Numbers {
    pub ready: Vec<Measured>,
    pub pending: Vec<Measured>,
    pub shared: Vec<Shared>,
    pub rejected: Vec<Counted>,
    pub retried_at_once: Vec<Retried>,
    pub at_once: Vec<Counted>,
    pub retried_after_1ms: Vec<Retried>,
    pub in_flight: Vec<InFlight>,
}

/// A row of a call that succeeds.
pub struct Measured {
    pub counted: Counted,
    /// In the order of [`Driver::ALL`].
    pub times: [Rounds; 3],
}

/// What does not depend on how busy the machine is.
pub struct Counted {
    pub name: &'static str,
    pub instructions: f64,
    pub allocations: f64,
    pub bytes_allocated: f64,
    pub future: usize,
}

pub fn run(effort: &Effort) -> io::Result<String> {
    let sections = sections();
    let rows: Vec<Row> = sections.concat();
    answers(&rows)?;
    eprintln!("instructions of {} rows ..", rows.len());
    let counts = instructions::per_call(rows.len())?;
    eprintln!("allocations ..");
    let mut counted = count(&rows, &counts).into_iter();
    let mut counted = sections.map(|rows| counted.by_ref().take(rows.len()).collect::<Vec<_>>());
    let [ready, pending, rejected, at_once] =
        std::array::from_fn(|it| std::mem::take(&mut counted[it]));
    eprintln!("times ..");
    let numbers = Numbers {
        ready: time(&success::<Ready>(), ready, effort),
        pending: time(&success::<Pending>(), pending, effort),
        shared: threads::measure(effort.threads),
        rejected,
        retried_at_once: retries::at_once(effort.retries),
        at_once,
        retried_after_1ms: retries::after_1ms(effort.retries),
        in_flight: in_flight::measure(effort.in_flight)?,
    };
    Ok(format!("{}\n{}", goals::table(&numbers), report::tables(&numbers)))
}

/// Makes sure that rows are what they are called: one call of each, which fails if it is to be rejected.
fn answers(rows: &[Row]) -> io::Result<()> {
    let runtime = drive::current_thread();
    let _entered = runtime.enter();
    for row in rows {
        let answer = runtime.block_on((row.spawn)()(0)).map_err(io::Error::other)?;
        let is_right = if row.name.ends_with("rejected") {
            answer == Err(Fault::Stopped)
        } else {
            answer == Ok(0)
        };
        if !is_right {
            return Err(io::Error::other(format!("{}: {answer:?}", row.name)));
        }
    }
    Ok(())
}

/// The rows whose instructions are counted, in the order of their numbers.
pub fn counted() -> Vec<Row> {
    sections().concat()
}

fn sections() -> [Vec<Row>; 4] {
    let mut rejected = vec![ours::turned_away::<Ready>()];
    rejected.extend(peers::breakers::turned_away::<Ready>());
    rejected.push(peers::tower_resilience::turned_away::<Ready>());
    let mut at_once = peers::retrying_at_once::<Fails<3>>();
    at_once.retain(|row| WITHOUT_TIMER.contains(&row.name));
    at_once.extend(ours::retrying_at_once::<Fails<3>>());
    [success::<Ready>(), success::<Pending>(), rejected, at_once]
}

fn success<B: Body>() -> Vec<Row> {
    let mut rows = vec![ours::plain::<B>()];
    rows.extend(ours::rows::<B>());
    rows.extend(peers::rows::<B>());
    rows
}

fn count(rows: &[Row], counts: &[f64]) -> Vec<Counted> {
    const CALLS: u64 = 1_000;
    let runtime = drive::current_thread();
    let _entered = runtime.enter();
    let each = rows.iter().zip(counts).map(|(row, instructions)| {
        (row.bare)(100);
        // A service is made in each loop, and its makings cancel out.
        let few = allocations::during(|| (row.bare)(CALLS));
        let many = allocations::during(|| (row.bare)(2 * CALLS));
        Counted {
            name: row.name,
            instructions: *instructions,
            allocations: (many.count.saturating_sub(few.count)) as f64 / CALLS as f64,
            bytes_allocated: (many.bytes.saturating_sub(few.bytes)) as f64 / CALLS as f64,
            future: (row.bytes)(),
        }
    });
    each.collect()
}

fn time(rows: &[Row], counted: Vec<Counted>, effort: &Effort) -> Vec<Measured> {
    let [bare, current, multi] = Driver::ALL.map(|(_, driver)| driver.time(rows, effort.times));
    let times = bare.into_iter().zip(current).zip(multi);
    let each = counted.into_iter().zip(times);
    each.map(|(counted, ((bare, current), multi))| Measured {
        counted,
        times: [bare, current, multi],
    })
    .collect()
}

/// Peers that make no timer when there is nothing to wait for, and so get on without a scheduler.
const WITHOUT_TIMER: &[&str] = &[
    "plain loop of attempts",
    "hand: retry + breaker + timeout + fallback",
    "backon, sleeper of its own",
    "tower: retry, no timer",
];
