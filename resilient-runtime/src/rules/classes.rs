//! The class table: what each class of error leads to, unless `on(..)` says otherwise.

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Retries on a target while another is left.
    pub(crate) retries: u32,
    pub(crate) retries_on_last: u32,
    pub(crate) falls_back: bool,
    pub(crate) obeys_hint: bool,
}

/// What `on(..)` says about a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// At most so many retries on a target, then the next target.
    Retry(u32),
    /// The next target at once.
    FallBack,
    /// The end of the call.
    Fail,
}

impl Line {
    const fn new(retries: u32, retries_on_last: u32, falls_back: bool, obeys_hint: bool) -> Self {
        Self { retries, retries_on_last, falls_back, obeys_hint }
    }

    /// The line as `on(..)` changes it.
    pub(crate) const fn changed(self, action: Option<Action>) -> Self {
        let (retries, falls_back) = match action {
            None => return self,
            Some(Action::Retry(most)) => (most, true),
            Some(Action::FallBack) => (0, true),
            Some(Action::Fail) => (0, false),
        };
        Self::new(retries, retries, falls_back, self.obeys_hint)
    }
}

const ALL: u32 = u32::MAX;

/// The table of the README ("What an error means"), in the order of the classes.
pub(crate) const LINES: [Line; 15] = [
    Line::new(ALL, ALL, true, true),  // rate_limited
    Line::new(0, ALL, true, true),    // overloaded
    Line::new(2, ALL, true, true),    // server
    Line::new(1, ALL, true, false),   // timeout
    Line::new(ALL, ALL, true, false), // network
    Line::new(1, ALL, true, false),   // malformed
    Line::new(1, ALL, true, true),    // conflict
    Line::new(0, 0, true, false),     // quota
    Line::new(0, 0, true, false),     // auth
    Line::new(0, 0, true, false),     // missing
    Line::new(0, 0, true, false),     // too_large
    Line::new(0, 0, false, false),    // filtered
    Line::new(0, 0, false, false),    // invalid
    Line::new(0, 0, false, false),    // cancelled
    Line::new(0, 0, true, false),     // unknown
];

/// The classes as they are written in `on(..)`, in the order of the table.
pub(crate) const NAMES: [&str; LINES.len()] = [
    "rate_limited",
    "overloaded",
    "server",
    "timeout",
    "network",
    "malformed",
    "conflict",
    "quota",
    "auth",
    "missing",
    "too_large",
    "filtered",
    "invalid",
    "cancelled",
    "unknown",
];

/// The class whose waits begin with a second, unless a backoff is written.
pub(crate) const RATE_LIMITED: usize = 0;
/// The class of our own timeouts, whose first retry on a target does not wait.
pub(crate) const TIMEOUT: usize = 3;
