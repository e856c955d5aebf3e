//! The latest calls, counted: the last so many, or those of the last so much time.

use std::time::{Duration, Instant};

use crate::breaker::rules::Span;

/// What a window holds at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) calls: u64,
    pub(crate) failures: u64,
    pub(crate) slow: u64,
}

/// One call, as far as a window cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) failed: bool,
    pub(crate) slow: bool,
}

/// Counts calls in constant memory, whatever the traffic.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one in a breaker, and the large one is the default")]
pub(crate) enum Window {
    Calls(Ring),
    Time(Slices),
}

/// What a success would change in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Nothing,
    /// One count, if it comes before then.
    CountUntil(Instant),
    Much,
}

impl Window {
    pub(crate) fn new(span: Span, now: Instant) -> Self {
        match span {
            Span::Calls(calls) => Self::Calls(Ring::new(calls)),
            Span::Time(time) => Self::Time(Slices::new(time, now)),
        }
    }

    pub(crate) fn record(&mut self, mark: Mark, now: Instant) {
        match self {
            Self::Calls(ring) => ring.record(mark),
            Self::Time(slices) => slices.record(mark, now),
        }
    }

    /// Adds successes to what is latest.
    pub(crate) fn add(&mut self, successes: u64) {
        match self {
            // None are counted elsewhere: the order of calls matters here.
            Self::Calls(_) => {}
            Self::Time(slices) => slices.add(Tally { calls: successes, ..Tally::default() }),
        }
    }

    /// What one more success would change.
    pub(crate) fn on_success(&self) -> Change {
        match self {
            Self::Calls(ring) if ring.is_full_of_successes() => Change::Nothing,
            Self::Calls(_) => Change::Much,
            Self::Time(slices) => slices.ends().map_or(Change::Much, Change::CountUntil),
        }
    }

    #[cfg(test)]
    pub(crate) fn heap(&self) -> usize {
        match self {
            Self::Calls(ring) => size_of_val(&*ring.words),
            Self::Time(_) => 0,
        }
    }

    pub(crate) fn tally(&mut self, now: Instant) -> Tally {
        match self {
            Self::Calls(ring) => ring.total,
            Self::Time(slices) => {
                slices.advance(now);
                slices.total
            }
        }
    }
}

/// The last so many calls, two bits each.
#[derive(Debug)]
pub(crate) struct Ring {
    words: Box<[u64]>,
    size: usize,
    next: usize,
    total: Tally,
}

impl Ring {
    fn new(calls: u32) -> Self {
        let size = calls.max(1) as usize;
        let words = vec![0; size.div_ceil(PER_WORD)].into_boxed_slice();
        Self { words, size, next: 0, total: Tally::default() }
    }

    fn record(&mut self, mark: Mark) {
        let Some(word) = self.words.get_mut(self.next / PER_WORD) else {
            return;
        };
        let shift = (self.next % PER_WORD) * 2;
        if self.total.calls == self.size as u64 {
            self.total.subtract(Tally::of_bits(*word >> shift));
        }
        *word = (*word & !(0b11 << shift)) | (mark.bits() << shift);
        self.total.add(mark.tally());
        self.next = (self.next + 1) % self.size;
    }

    fn is_full_of_successes(&self) -> bool {
        self.total == Tally { calls: self.size as u64, failures: 0, slow: 0 }
    }
}

/// The calls of the last so much time, in ten slices; a slice goes as a whole.
///
/// Slices are counted from the moment the window began, and expire when somebody looks.
#[derive(Debug)]
pub(crate) struct Slices {
    began: Instant,
    width: u64,
    latest: u64,
    tallies: [Tally; SLICES],
    total: Tally,
}

impl Slices {
    fn new(time: Duration, now: Instant) -> Self {
        let width = (nanos(time) / SLICES as u64).max(1);
        let tallies = [Tally::default(); SLICES];
        Self { began: now, width, latest: 0, tallies, total: Tally::default() }
    }

    fn record(&mut self, mark: Mark, now: Instant) {
        self.advance(now);
        self.add(mark.tally());
    }

    /// Adds to the latest slice.
    fn add(&mut self, tally: Tally) {
        self.slice(self.latest).add(tally);
        self.total.add(tally);
    }

    /// When the latest slice ends.
    fn ends(&self) -> Option<Instant> {
        let ends = self.latest.checked_add(1)?.checked_mul(self.width)?;
        self.began.checked_add(Duration::from_nanos(ends))
    }

    /// Lets go of what has expired: at most ten steps, however long nobody looked.
    /// A clock that went back counts into the latest slice.
    fn advance(&mut self, now: Instant) {
        let current = nanos(now.saturating_duration_since(self.began)) / self.width;
        let steps = current.saturating_sub(self.latest).min(SLICES as u64);
        for back in 0..steps {
            let expired = std::mem::take(self.slice(current - back));
            self.total.subtract(expired);
        }
        self.latest = self.latest.max(current);
    }

    fn slice(&mut self, number: u64) -> &mut Tally {
        let index = usize::try_from(number % SLICES as u64).unwrap_or_default();
        // In bounds: a remainder by the length.
        &mut self.tallies[index]
    }
}

impl Mark {
    pub(crate) fn is_bad(self) -> bool {
        self.failed || self.slow
    }

    fn bits(self) -> u64 {
        u64::from(self.failed) | u64::from(self.slow) << 1
    }

    fn tally(self) -> Tally {
        Tally::of_bits(self.bits())
    }
}

impl Tally {
    fn of_bits(bits: u64) -> Self {
        Self { calls: 1, failures: bits & 1, slow: bits >> 1 & 1 }
    }

    fn add(&mut self, other: Self) {
        self.calls = self.calls.saturating_add(other.calls);
        self.failures = self.failures.saturating_add(other.failures);
        self.slow = self.slow.saturating_add(other.slow);
    }

    fn subtract(&mut self, other: Self) {
        self.calls = self.calls.saturating_sub(other.calls);
        self.failures = self.failures.saturating_sub(other.failures);
        self.slow = self.slow.saturating_sub(other.slow);
    }
}

/// 584 years are enough.
pub(crate) fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

const PER_WORD: usize = 32;
const SLICES: usize = 10;

#[cfg(test)]
mod tests;
