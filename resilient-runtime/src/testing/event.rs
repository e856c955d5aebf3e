//! What happened, as a test sees it: the events of `crate::event`, owned and comparable.

use std::fmt;
use std::time::Duration;

use crate::breaker::settings::BreakerMode;
use crate::classify::Class;
use crate::decide::Next;
use crate::event::Event as Told;

/// Something that a call or a breaker did.
///
/// Its `Display` is a line of words without numbers of lines or addresses, fit for snapshots.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// An attempt began: a run of the body, or a call of another function in the chain.
    #[non_exhaustive]
    Asked {
        /// The annotated function.
        id: &'static str,
        /// The target: the function's name, or the link as it is written.
        target: &'static str,
    },
    /// An attempt answered, and the call ends with its answer.
    #[non_exhaustive]
    Answered {
        /// The annotated function.
        id: &'static str,
        /// Who answered.
        target: &'static str,
    },
    /// An attempt failed.
    #[non_exhaustive]
    Failed {
        /// The annotated function.
        id: &'static str,
        /// Who failed.
        target: &'static str,
        /// What the error means.
        class: Class,
        /// How long the server asked callers to stay away.
        hint: Option<Duration>,
        /// The wait before a retry; `None` where none follows.
        wait: Option<Duration>,
    },
    /// A target was left out, because its breaker or gate was shut.
    #[non_exhaustive]
    Skipped {
        /// The annotated function.
        id: &'static str,
        /// Who was left out.
        target: &'static str,
        /// Why.
        stop: crate::error::Error,
    },
    /// A rate limit that another call met is waited out.
    #[non_exhaustive]
    WaitedForGate {
        /// The annotated function.
        id: &'static str,
        /// Who is asked after it.
        target: &'static str,
        /// How long.
        wait: Duration,
    },
    /// The last resort answered.
    #[non_exhaustive]
    LastResort {
        /// The annotated function.
        id: &'static str,
        /// What the error means that it replaced.
        class: Class,
    },
    /// The call ended with an error.
    #[non_exhaustive]
    CallFailed {
        /// The annotated function.
        id: &'static str,
        /// Who returned the error.
        target: &'static str,
        /// What it means.
        class: Class,
    },
    /// The function's first error of unknown meaning.
    #[non_exhaustive]
    Unclassified {
        /// The annotated function.
        id: &'static str,
        /// Who returned the error.
        target: &'static str,
    },
    /// A breaker went from one state to another; the names are those of `BreakerState`.
    #[non_exhaustive]
    BreakerChanged {
        /// Its name, with its key.
        breaker: String,
        /// Where it stood.
        from: &'static str,
        /// Where it stands.
        to: &'static str,
        /// How long it stays open, where it opened.
        open_for: Option<Duration>,
        /// Whether it acts on this.
        mode: BreakerMode,
    },
    /// A breaker on trial let a call through that it would have turned away.
    #[non_exhaustive]
    NotTurnedAway {
        /// Its name, with its key.
        breaker: String,
    },
    /// A server's hint shut the gate of a breaker.
    #[non_exhaustive]
    GateShut {
        /// The breaker's name, with its key.
        breaker: String,
        /// For how long.
        shut_for: Duration,
    },
    /// One name was met with two different settings; the first ones stay in force.
    #[non_exhaustive]
    BreakerConflict {
        /// The breaker's name, with its key.
        breaker: String,
    },
    /// A family of breakers was full, so its longest idle one went.
    #[non_exhaustive]
    BreakerEvicted {
        /// Its name, with its key.
        breaker: String,
    },
}

impl Event {
    /// The annotated function that it is about; `None` where it is about a breaker.
    pub fn id(&self) -> Option<&'static str> {
        match self {
            Self::Asked { id, .. }
            | Self::Answered { id, .. }
            | Self::Failed { id, .. }
            | Self::Skipped { id, .. }
            | Self::WaitedForGate { id, .. }
            | Self::LastResort { id, .. }
            | Self::CallFailed { id, .. }
            | Self::Unclassified { id, .. } => Some(id),
            Self::BreakerChanged { .. }
            | Self::NotTurnedAway { .. }
            | Self::GateShut { .. }
            | Self::BreakerConflict { .. }
            | Self::BreakerEvicted { .. } => None,
        }
    }

    /// The event as tests see it; beginnings and ends of calls are told by what is between them.
    pub(super) fn of(told: &Told<'_>) -> Option<Self> {
        let event = match *told {
            Told::Asked { site, target, .. } => Self::Asked { id: site.id(), target },
            Told::Answered { site, target, .. } => Self::Answered { id: site.id(), target },
            Told::Failed { site, target, verdict, next, .. } => {
                let wait = match next {
                    Next::RetryAfter(wait) => Some(wait),
                    Next::FallBack | Next::GiveUp | Next::Return => None,
                };
                let (class, hint) = (verdict.class(), verdict.hint());
                Self::Failed { id: site.id(), target, class, hint, wait }
            }
            Told::Skipped { site, target, stop, .. } => {
                Self::Skipped { id: site.id(), target, stop: stop.clone() }
            }
            Told::GateWait { site, target, wait, .. } => {
                Self::WaitedForGate { id: site.id(), target, wait }
            }
            Told::LastResort { site, class, .. } => Self::LastResort { id: site.id(), class },
            Told::CallFailed { site, target, class, .. } => {
                Self::CallFailed { id: site.id(), target, class }
            }
            Told::Puzzled { site, target } => Self::Unclassified { id: site.id(), target },
            Told::BreakerChanged { breaker, from, to, open_for, mode, .. } => {
                Self::BreakerChanged { breaker: breaker.to_string(), from, to, open_for, mode }
            }
            Told::NotTurnedAway { breaker } => Self::NotTurnedAway { breaker: breaker.to_owned() },
            Told::GateShut { breaker, shut_for } => {
                Self::GateShut { breaker: breaker.to_string(), shut_for }
            }
            Told::BreakerConflict { breaker, .. } => {
                Self::BreakerConflict { breaker: breaker.to_owned() }
            }
            Told::BreakerEvicted { breaker } => {
                Self::BreakerEvicted { breaker: breaker.to_owned() }
            }
            Told::Began { .. }
            | Told::FellBack { .. }
            | Told::BreakerMet { .. }
            | Told::Stopped { .. }
            | Told::Cancelled { .. } => return None,
        };
        Some(event)
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked { id, target } => write!(f, "{id}: `{target}` is asked"),
            Self::Answered { id, target } => write!(f, "{id}: `{target}` answered"),
            Self::Failed { id, target, class, hint, wait } => {
                write!(f, "{id}: `{target}` failed, {}", class.name())?;
                if let Some(hint) = hint {
                    write!(f, ", come back after {hint:?}")?;
                }
                wait.map_or(Ok(()), |wait| write!(f, "; retry in {wait:?}"))
            }
            Self::Skipped { id, target, stop } => write!(f, "{id}: `{target}` is skipped, {stop}"),
            Self::WaitedForGate { id, target, wait } => {
                write!(f, "{id}: `{target}` is rate limited; asked in {wait:?}")
            }
            Self::LastResort { id, class } => {
                write!(f, "{id}: the last resort answered, after {}", class.name())
            }
            Self::CallFailed { id, target, class } => {
                write!(f, "{id}: the call failed, {} from `{target}`", class.name())
            }
            Self::Unclassified { id, target } => {
                write!(f, "{id}: the error of `{target}` is not classified")
            }
            Self::BreakerChanged { breaker, from, to, open_for, mode } => {
                let trial = if *mode == BreakerMode::Observe { " on trial" } else { "" };
                write!(f, "breaker `{breaker}`{trial}: {from} to {to}")?;
                open_for.map_or(Ok(()), |time| write!(f, " for {time:?}"))
            }
            Self::NotTurnedAway { breaker } => {
                write!(f, "breaker `{breaker}` on trial: would have turned a call away")
            }
            Self::GateShut { breaker, shut_for } => {
                write!(f, "gate of `{breaker}`: shut for {shut_for:?}")
            }
            Self::BreakerConflict { breaker } => {
                write!(f, "breaker `{breaker}`: declared twice with different settings")
            }
            Self::BreakerEvicted { breaker } => {
                write!(f, "breaker `{breaker}`: evicted, its family is full")
            }
        }
    }
}
