//! The tables.

use std::fmt::Write;

use guard::arguments;

use crate::run::{Counted, Measured, Numbers};
use crate::statistics::Rounds;
use crate::times::Driver;

pub fn tables(numbers: &Numbers) -> String {
    let mut text = String::new();
    options(&mut text, numbers);
    arguments(&mut text);
    success(&mut text, "A call that succeeds: body ready at once", &numbers.ready);
    success(&mut text, "A call that succeeds: body pending once", &numbers.pending);
    shared(&mut text, numbers);
    retried(&mut text, numbers);
    in_flight(&mut text, numbers);
    text
}

/// A heading and the head of a table.
pub fn head(text: &mut String, title: &str, columns: &[&str]) {
    let rule = columns.iter().map(|_| "---|").collect::<String>();
    writeln!(text, "\n### {title}\n\n| {} |\n|{rule}", columns.join(" | ")).ok();
}

fn options(text: &mut String, numbers: &Numbers) {
    let columns =
        ["over raw", "ready: ns", "instructions", "pending: ns", "instructions", "future, bytes"];
    head(text, "What each option of ours adds, without a scheduler", &columns);
    let (Some(ready), Some(pending)) = (numbers.ready.first(), numbers.pending.first()) else {
        return;
    };
    let rows = numbers.ready.iter().zip(&numbers.pending);
    for (now, later) in rows.filter(|(row, _)| row.counted.name.starts_with("ours")) {
        writeln!(
            text,
            "| {} | {:+.1} | {:+.0} | {:+.1} | {:+.0} | +{} |",
            now.counted.name,
            now.times[0].minus(&ready.times[0]),
            now.counted.instructions - ready.counted.instructions,
            later.times[0].minus(&pending.times[0]),
            later.counted.instructions - pending.counted.instructions,
            now.counted.future - ready.counted.future,
        )
        .ok();
    }
}

fn arguments(text: &mut String) {
    let table = arguments::table(&arguments::added());
    writeln!(text, "\n### What arguments add to the future\n\n{table}").ok();
}

fn success(text: &mut String, title: &str, rows: &[Measured]) {
    let mut columns = vec!["row".to_owned()];
    for (driver, _) in Driver::ALL {
        columns.extend([format!("{driver}, ns (p10)"), "x raw".to_owned()]);
    }
    let rest = ["instructions", "x raw", "allocations", "bytes allocated", "future, bytes"];
    columns.extend(rest.map(str::to_owned));
    head(text, title, &columns.iter().map(String::as_str).collect::<Vec<_>>());
    let Some(raw) = rows.first() else { return };
    for row in rows {
        write!(text, "| {} |", row.counted.name).ok();
        for (time, raw) in row.times.iter().zip(&raw.times) {
            let (median, p10, ratio) = (time.median(), time.p10(), time.over(raw));
            write!(text, " {median:.1} ({p10:.1}) | {ratio:.2} |").ok();
        }
        writeln!(text, " {}", counts(&row.counted, &raw.counted)).ok();
    }
}

fn counts(row: &Counted, raw: &Counted) -> String {
    let over = row.future.saturating_sub(raw.future);
    format!(
        "{:.0} | {:.2} | {:.1} | {:.0} | {} (+{over}) |",
        row.instructions,
        row.instructions / raw.instructions,
        row.allocations,
        row.bytes_allocated,
        row.future,
    )
}

fn shared(text: &mut String, numbers: &Numbers) {
    let columns = [
        "row",
        "one thread, ns (p10)",
        "over raw, ns",
        "two threads, ns",
        "throughput of two over one",
        "instructions",
    ];
    head(text, "One breaker, one and two pinned threads, body ready at once", &columns);
    let Some(raw) = numbers.shared.first() else { return };
    for row in &numbers.shared {
        let counted = numbers.rejected.iter().find(|it| it.name == row.name);
        let counted = counted
            .or_else(|| numbers.ready.iter().map(|it| &it.counted).find(|it| it.name == row.name));
        writeln!(
            text,
            "| {} | {:.1} ({:.1}) | {:+.1} | {:.1} | {:.2} | {:.0} |",
            row.name,
            row.one.median(),
            row.one.p10(),
            row.one.minus(&raw.one),
            row.two.median(),
            row.scaling.median(),
            counted.map_or(f64::NAN, |it| it.instructions),
        )
        .ok();
    }
}

fn retried(text: &mut String, numbers: &Numbers) {
    let columns = [
        "row",
        "CPU per call, ns (p10)",
        "CPU per retry over a plain loop, ns",
        "instructions per call",
        "allocations per call",
    ];
    head(text, "Three failures, then success: retries at once, 10,000 tasks", &columns);
    if let Some(plain) = numbers.retried_at_once.first() {
        for row in &numbers.retried_at_once {
            let counted = numbers.at_once.iter().find(|it| it.name == row.name);
            let counted = counted.map_or_else(
                || "timers | - |".to_owned(),
                |it| format!("{:.0} | {:.1} |", it.instructions, it.allocations),
            );
            writeln!(
                text,
                "| {} | {} | {:.0} | {counted}",
                row.name,
                brief(&row.cpu),
                row.per_retry(plain)
            )
            .ok();
        }
    }
    head(text, "Three failures, then success: retries after 1 ms, 10,000 tasks", &columns[..3]);
    if let Some(plain) = numbers.retried_after_1ms.first() {
        for (number, row) in numbers.retried_after_1ms.iter().enumerate() {
            let name = if number == 0 { "plain loop of attempts, no wait" } else { row.name };
            writeln!(text, "| {name} | {} | {:.0} |", brief(&row.cpu), row.per_retry(plain)).ok();
        }
    }
}

fn in_flight(text: &mut String, numbers: &Numbers) {
    let columns = [
        "row",
        "future, bytes",
        "peak heap per call, bytes",
        "allocations per call",
        "peak resident over start, MiB",
        "wall, ms",
        "CPU, ms",
        "two workers: wall, ms",
        "CPU, ms",
    ];
    head(text, "10,000 calls in backoff at once: three waits of 50 ms", &columns);
    for row in &numbers.in_flight {
        writeln!(
            text,
            "| {} | {} | {:.0} | {:.1} | {:.1} | {:.0} | {:.0} | {:.0} | {:.0} |",
            row.name,
            row.future,
            row.peak,
            row.allocations,
            row.resident_kib / 1024.0,
            row.wall_ms.median(),
            row.cpu_ms.median(),
            row.wall_ms_two_workers.median(),
            row.cpu_ms_two_workers.median(),
        )
        .ok();
    }
}

fn brief(rounds: &Rounds) -> String {
    format!("{:.0} ({:.0})", rounds.median(), rounds.p10())
}
