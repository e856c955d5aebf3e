//! A trail as a short story, for people.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use crate::trail::Trail;
use crate::trail::call::Call;
use crate::trail::entries::{Fact, Then, What};
use crate::trail::step::{Attempt, End};

/// A line for each call and, further in, for each of its steps.
impl Display for Trail {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.entries.len() == 0 {
            writeln!(f, "no call")?;
        }
        tell(self, None, 0, f)?;
        match self.left_out() {
            0 => Ok(()),
            more => writeln!(f, ".. and {more} more that there was no room for"),
        }
    }
}

/// Tells all that happened in one thing, each with what happened in it.
fn tell(trail: &Trail, parent: Option<usize>, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    for (place, fact) in trail.facts().filter(|(_, fact)| fact.parent == parent) {
        write!(f, "{:1$}", "", depth * 2)?;
        line(trail, place, fact, f)?;
        writeln!(f)?;
        tell(trail, Some(place), depth + 1, f)?;
    }
    Ok(())
}

fn line(trail: &Trail, place: usize, fact: &Fact, f: &mut Formatter<'_>) -> fmt::Result {
    match &fact.what {
        What::Call(_) => Call::at(trail, (place, fact)).map_or(Ok(()), |it| call(&it, f)),
        What::Attempt(own) => {
            Attempt::at(trail, (place, fact)).map_or(Ok(()), |it| attempt(&it, own.then, f))
        }
        What::Skipped { target, breaker, gate, retry_after } => {
            let state = if *gate { "rate limited" } else { "open" };
            write!(f, "- {target}: skipped, `{breaker}` is {state}")?;
            within(f, " for another ", *retry_after)
        }
        What::GateWait { target } => {
            write!(f, "- {target}: waited for a rate limit")?;
            within(f, ", ", fact.took)
        }
        What::BreakerChanged { breaker, from, to, open_for } => {
            write!(f, "- breaker `{breaker}`: {from} -> {to}")?;
            within(f, " for ", *open_for)
        }
        What::GateShut { breaker, shut_for } => {
            write!(f, "- rate limit on `{breaker}`: everybody waits")?;
            within(f, " ", Some(*shut_for))
        }
    }
}

fn call(call: &Call<'_>, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "{}: ", call.id())?;
    match call.end() {
        Some(End::Answered) => {
            write!(f, "answered by {}", call.answered_by().unwrap_or_default())?;
        }
        Some(End::Failed(class)) => {
            write!(f, "failed with {} of {}", class.name(), call.failed_by().unwrap_or_default())?;
        }
        Some(end) => write!(f, "{end}")?,
        None => f.write_str("under way")?,
    }
    within(f, " after ", call.took())
}

fn attempt(attempt: &Attempt<'_>, then: Then, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "{} {}: ", attempt.number(), attempt.target())?;
    match attempt.end() {
        Some(end) => write!(f, "{end}")?,
        None => f.write_str("under way")?,
    }
    within(f, " after ", attempt.took())?;
    within(f, ", the server says to wait ", attempt.hint())?;
    match (then, attempt.wait()) {
        (Then::Retry, Some(Duration::ZERO)) => f.write_str("; again at once"),
        (Then::Retry, wait) => within(f, "; again in ", wait),
        (Then::NextTarget, _) => f.write_str("; on to the next target"),
        (Then::Nothing, _) => Ok(()),
    }
}

/// Writes a time after some words, if there is one.
fn within(f: &mut Formatter<'_>, words: &str, time: Option<Duration>) -> fmt::Result {
    time.map_or(Ok(()), |time| write!(f, "{words}{:?}", rounded(time)))
}

/// Three digits after the point at most.
fn rounded(time: Duration) -> Duration {
    let unit = match time.as_nanos() {
        0..1_000_000 => return time,
        1_000_000..1_000_000_000 => 1_000,
        _ => 1_000_000,
    };
    time.saturating_sub(Duration::from_nanos(u64::from(time.subsec_nanos() % unit)))
}
