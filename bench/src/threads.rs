//! Calls through one shared breaker, from one and from two threads, each on a core of its own.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use guard::body::Ready;
use guard::ours;
use guard::row::Row;
use rustix::thread::{CpuSet, sched_setaffinity};
use tokio::runtime::Handle;

use crate::peers::{breakers, tower_resilience};
use crate::statistics::Rounds;
use crate::times::{calibrate, elapsed, nanos, two_workers};

/// What one row took on one thread, and how much more two get done.
pub struct Shared {
    pub name: &'static str,
    pub one: Rounds,
    pub two: Rounds,
    pub scaling: Rounds,
}

/// What runs calls, made anew for each thread.
type Maker = Box<dyn Fn() -> Worker>;
type Worker = Box<dyn FnMut(u64) + Send>;

pub fn measure(rounds: usize) -> Vec<Shared> {
    // For peers that sleep when they lose a race.
    let runtime = two_workers();
    let _entered = runtime.enter();
    let mut all: Vec<(Shared, Maker, u64)> = makers()
        .into_iter()
        .map(|(name, make)| {
            let mut worker = make();
            let calls = calibrate(|calls| elapsed(|| worker(calls))) / 10;
            let rounds = Rounds::default;
            let shared = Shared { name, one: rounds(), two: rounds(), scaling: rounds() };
            (shared, make, calls)
        })
        .collect();
    for _ in 0..rounds {
        for (shared, make, calls) in &mut all {
            let one = run(vec![make()], *calls);
            let two = run(vec![make(), make()], *calls);
            shared.one.0.push(1.0 / one);
            shared.two.0.push(2.0 / two);
            shared.scaling.0.push(two / one);
        }
    }
    all.into_iter().map(|(shared, _, _)| shared).collect()
}

/// Calls a nanosecond, of all workers together. Each goes on for the same time rather than for as many calls: one that
/// gets a lock more often would be done early, and leave the other alone.
fn run(workers: Vec<Worker>, calls: u64) -> f64 {
    let barrier = Barrier::new(workers.len());
    let handle = Handle::current();
    thread::scope(|scope| {
        let threads: Vec<_> = workers
            .into_iter()
            .enumerate()
            .map(|(core, mut worker)| {
                let (barrier, handle) = (&barrier, &handle);
                scope.spawn(move || {
                    pin(core);
                    let _entered = handle.enter();
                    worker(calls);
                    barrier.wait();
                    let start = Instant::now();
                    let mut done = 0;
                    while start.elapsed() < SLICE {
                        worker(calls);
                        done += calls;
                    }
                    done as f64 / nanos(start.elapsed())
                })
            })
            .collect();
        threads.into_iter().filter_map(|it| it.join().ok()).sum()
    })
}

fn pin(core: usize) {
    let mut cores = CpuSet::new();
    cores.set(core);
    // Where it may not be, the raw row tells by not scaling.
    sched_setaffinity(None, &cores).ok();
}

fn makers() -> Vec<(&'static str, Maker)> {
    let of =
        |row: Row| -> (&'static str, Maker) { (row.name, Box::new(move || Box::new(row.bare))) };
    let ours = ours::rows::<Ready>().into_iter();
    let ours = ours.filter(|row| row.name.contains("breaker") || row.name.contains("nothing"));
    let peers = crate::peers::rows::<Ready>().into_iter();
    let peers = peers.filter(|row| PEERS.contains(&row.name));
    let mut makers: Vec<_> = std::iter::once(ours::plain::<Ready>())
        .chain(ours)
        .chain(peers)
        .chain([ours::turned_away::<Ready>()])
        .chain(breakers::turned_away::<Ready>())
        .map(of)
        .collect();
    makers.push((
        "tower-resilience: circuit breaker",
        Box::new(tower_resilience::closed_on_threads::<Ready>()),
    ));
    makers.push((
        "tower-resilience: rejected",
        Box::new(tower_resilience::open_on_threads::<Ready>()),
    ));
    makers
}

const SLICE: Duration = Duration::from_millis(2);

const PEERS: &[&str] = &[
    "hand: breaker alone",
    "hand: one look at tokio's clock",
    "hand: retry + breaker + timeout + fallback",
    "failsafe, consecutive",
    "failsafe, default",
    "recloser",
    "circuitbreaker-rs",
];
