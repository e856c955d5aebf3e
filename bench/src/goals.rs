//! The goals, and whether this run holds them.

use std::fmt::Write;

use guard::ours::ALL;

use crate::in_flight::InFlight;
use crate::report::head;
use crate::retries::Retried;
use crate::run::{Counted, Measured, Numbers};
use crate::statistics::Rounds;
use crate::threads::Shared;

/// A number that must hold, and may aim higher.
pub struct Goal {
    id: &'static str,
    what: String,
    value: f64,
    must: Limit,
    aim: Option<f64>,
}

#[derive(Clone, Copy)]
pub enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

impl Goal {
    pub fn at_most(id: &'static str, what: impl Into<String>, value: f64, limit: f64) -> Self {
        Self { id, what: what.into(), value, must: Limit::AtMost(limit), aim: None }
    }

    fn at_least(id: &'static str, what: impl Into<String>, value: f64, limit: f64) -> Self {
        Self { id, what: what.into(), value, must: Limit::AtLeast(limit), aim: None }
    }

    fn aim(self, limit: f64) -> Self {
        Self { aim: Some(limit), ..self }
    }
}

/// The goals of `goals` as a table.
pub fn write(text: &mut String, title: &str, goals: &[Goal]) {
    head(text, title, &["", "what", "this run", "must", "", "aim", ""]);
    for goal in goals {
        let (sign, limit) = match goal.must {
            Limit::AtMost(limit) => ("at most", limit),
            Limit::AtLeast(limit) => ("at least", limit),
        };
        let verdict = word(goal.value, goal.must);
        let aim = goal.aim.map_or_else(
            || "| |".to_owned(),
            |aim| format!("{aim} | {} |", word(goal.value, Limit::AtMost(aim))),
        );
        writeln!(
            text,
            "| {} | {} | {:.2} | {sign} {limit} | {verdict} | {aim}",
            goal.id, goal.what, goal.value
        )
        .ok();
    }
}

fn word(value: f64, limit: Limit) -> &'static str {
    match limit {
        _ if value.is_nan() => "not measured",
        Limit::AtMost(limit) if value <= limit => "holds",
        Limit::AtLeast(limit) if value >= limit => "holds",
        Limit::AtMost(_) | Limit::AtLeast(_) => "**misses**",
    }
}

pub fn table(numbers: &Numbers) -> String {
    let mut goals = Vec::new();
    success(&mut goals, numbers);
    breakers(&mut goals, numbers);
    failures(&mut goals, numbers);
    let mut text = String::new();
    write(&mut text, "Goals", &goals);
    let scaling = numbers.shared.first().map_or(f64::NAN, |it| it.scaling.median());
    if scaling.is_nan() || scaling < SCALES {
        writeln!(
            text,
            "\nTwo threads did {scaling:.2} times the work of one on the raw row, so G6b says nothing in this run: it needs \
             two idle cores."
        )
        .ok();
    }
    text
}

fn success(goals: &mut Vec<Goal>, numbers: &Numbers) {
    let ready = |name| row(&numbers.ready, name);
    let pending = |name| row(&numbers.pending, name);
    let (hand, composed) = (HAND, "backon + failsafe + tokio timeout + fallback");
    let stacked = "tower-resilience: all four stacked";
    let fast = |name| current(ready(ALL)).over(current(ready(name)));
    goals.extend([
        Goal::at_most("G1", "ready, current_thread: time over raw", fast(RAW), 2.5).aim(2.0),
        Goal::at_most("G1", "over hand-written", fast(hand), 0.18),
        Goal::at_most("G1", "over backon + failsafe + timeout + fallback", fast(composed), 0.11),
        Goal::at_most("G1", "over tower-resilience, four layers", fast(stacked), 0.02),
    ]);
    let count = |row: &Measured| row.counted.instructions;
    goals.extend([
        Goal::at_most("G2", "ready: instructions", count(ready(ALL)), 160.0).aim(110.0),
        Goal::at_most(
            "G2",
            "instructions over raw's",
            count(ready(ALL)) - count(ready(RAW)),
            124.0,
        ),
        Goal::at_most("G2", "over hand-written", count(ready(ALL)) / count(ready(hand)), 0.42),
    ]);
    let ours = numbers.ready.iter().chain(&numbers.pending).map(|it| &it.counted);
    let ours = ours.chain(&numbers.at_once).filter(|it| it.name.starts_with("ours"));
    let most = ours.map(|it| it.allocations).fold(0.0, f64::max);
    goals.push(Goal::at_most(
        "G3",
        "most allocations of a call of ours, success or retry",
        most,
        0.0,
    ));
    let slow = |name| current(pending(ALL)).over(current(pending(name)));
    goals.extend([
        Goal::at_most("G4a", "pending, current_thread: time over raw", slow(RAW), 1.55).aim(1.28),
        Goal::at_most("G4a", "over hand-written", slow(hand), 1.0).aim(0.82),
        Goal::at_most("G4b", "pending, bare: instructions", count(pending(ALL)), 1_000.0)
            .aim(540.0),
        Goal::at_most(
            "G4b",
            "instructions over raw's",
            count(pending(ALL)) - count(pending(RAW)),
            882.0,
        ),
        Goal::at_most("G4b", "over hand-written", count(pending(ALL)) / count(pending(hand)), 0.95),
    ]);
    let over =
        |all: &Measured, raw: &Measured| all.counted.future as f64 - raw.counted.future as f64;
    let bytes = over(ready(ALL), ready(RAW)).max(over(pending(ALL), pending(RAW)));
    goals.push(Goal::at_most("G5", "bytes of the future over the body's", bytes, 168.0).aim(100.0));
}

fn breakers(goals: &mut Vec<Goal>, numbers: &Numbers) {
    let find = |name: &str| {
        let found = numbers.shared.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| unreachable!("{name} is a row"))
    };
    let nothing = find("ours: nothing (retries = 0)");
    for (name, limit) in [
        ("ours: breaker, consecutive alone", 1.5),
        ("ours: breaker, default", 6.5),
        ("ours: breaker, rate of the last 60 s", 6.5),
        ("ours: breaker, rate of the last 100", 6.5),
    ] {
        let over = find(name).one.minus(&nothing.one);
        goals.push(
            Goal::at_most("G6a", format!("{name}: ns over `retries = 0`"), over, limit).aim(1.5),
        );
        let scaling = find(name).scaling.median();
        goals.push(Goal::at_least(
            "G6b",
            format!("{name}: throughput of two threads over one"),
            scaling,
            1.9,
        ));
    }
    let rejected = find("ours: rejected");
    let peers = numbers.shared.iter().filter(|it| is_peers_rejection(it));
    let best = peers.map(|it| it.one.median()).fold(f64::INFINITY, f64::min);
    goals.extend([
        Goal::at_most(
            "G6c",
            "rejected, loop and arguments included: ns",
            rejected.one.median(),
            10.0,
        ),
        Goal::at_most(
            "G6c",
            "over the best that reads the clock",
            rejected.one.median() / best,
            0.25,
        ),
    ]);
}

/// All of the peers, and the one written by hand, read the clock to reject.
fn is_peers_rejection(row: &Shared) -> bool {
    row.name.ends_with(": rejected") && !row.name.starts_with("ours")
}

fn failures(goals: &mut Vec<Goal>, numbers: &Numbers) {
    let at_once = |name| retried(&numbers.retried_at_once, name);
    let plain = at_once(LOOP);
    for name in ["ours: retries", ALL] {
        let cost = at_once(name).per_retry(plain);
        goals.push(Goal::at_most(
            "G7a",
            format!("{name}: CPU per retry without a wait, ns"),
            cost,
            60.0,
        ));
    }
    let after = |name| retried(&numbers.retried_after_1ms, name);
    let best = after("tokio-retry2").per_retry(after(LOOP));
    for name in ["ours: retries", ALL] {
        let cost = after(name).per_retry(after(LOOP)) / best;
        goals.push(Goal::at_most(
            "G7b",
            format!("{name}: CPU per retry that waits, over tokio-retry2's"),
            cost,
            1.15,
        ));
    }
    let flying = |name: &str| {
        let found = numbers.in_flight.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| unreachable!("{name} is a row"))
    };
    let plain = flying(LOOP);
    let ours: &InFlight = flying(ALL);
    goals.extend([
        Goal::at_most(
            "G8",
            "10,000 in backoff: peak heap over a plain loop's",
            ours.peak / plain.peak,
            1.15,
        ),
        Goal::at_most(
            "G8",
            "allocations per call",
            ours.allocations.round(),
            plain.allocations.round(),
        ),
        Goal::at_most(
            "G8",
            "wall time over a plain loop's",
            ours.wall_ms.over(&plain.wall_ms),
            1.1,
        ),
        Goal::at_most("G8", "CPU time over a plain loop's", ours.cpu_ms.over(&plain.cpu_ms), 1.5),
    ]);
}

fn row<'n>(rows: &'n [Measured], name: &str) -> &'n Measured {
    let found = rows.iter().find(|it: &&Measured| -> bool {
        let counted: &Counted = &it.counted;
        counted.name == name
    });
    found.unwrap_or_else(|| unreachable!("{name} is a row"))
}

fn retried<'n>(rows: &'n [Retried], name: &str) -> &'n Retried {
    rows.iter().find(|it| it.name == name).unwrap_or_else(|| unreachable!("{name} is a row"))
}

/// The times under `current_thread`.
fn current(row: &Measured) -> &Rounds {
    &row.times[1]
}

/// Two threads that share nothing do at least so much more than one, if both have a core.
const SCALES: f64 = 1.75;
const RAW: &str = "raw async fn";
const HAND: &str = "hand: retry + breaker + timeout + fallback";
const LOOP: &str = "plain loop of attempts";
