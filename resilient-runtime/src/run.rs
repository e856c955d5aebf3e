//! One call of an annotated function: the driver that admits, waits, judges and moves on.
//!
//! The generated loop makes one [`Run`] and asks it, turn by turn, where to go; what the answer is
//! comes from `decide` and from the breaker, told the time and the dice.

mod admission;
mod aside;
pub(crate) mod at;
pub(crate) mod attempt;
mod beginning;
pub(crate) mod chain;
pub(crate) mod feed;
pub(crate) mod follow;
pub(crate) mod held;
mod inside;
mod judge;
pub(crate) mod last;
mod limit;
pub(crate) mod linked;
pub(crate) mod own;
pub(crate) mod pause;
mod report;
pub(crate) mod scope;
pub(crate) mod slot;
pub(crate) mod step;
pub(crate) mod stop;
pub(crate) mod timer;
mod turns;
mod watched;

use std::pin::Pin;
use std::time::Duration;

use tokio::time::Instant;

use crate::breaker::Breaker;
use crate::breaker::permit::Permit;
use crate::breaker::report::Outcome as Health;
use crate::clock::{Moment, Span};
use crate::emit::is_wanted;
use crate::policy::Policy;
use crate::run::aside::Aside;
use crate::run::at::At;
use crate::run::attempt::{Attempt, Phase};
use crate::run::beginning::Beginning;
use crate::run::chain::Chain;
use crate::run::follow::Follow;
use crate::site::{Site, Target};
#[cfg(feature = "test-util")]
use crate::testing::{
    instead::{Instead, instead},
    probe::Makes,
};

/// The state of one call. It is part of every annotated future, so it is what a call needs that is answered at once,
/// and the rest is put aside.
#[derive(Debug)]
pub struct Run<'p> {
    policy: &'p Policy,
    site: &'static Site,
    chain: Chain,
    /// The breaker of this target, and the permit of the attempt under way.
    permit: Option<Permit>,
    attempts: u16,
    /// How far the attempt has come.
    phase: Phase,
    aside: Aside,
}

impl<'p> Run<'p> {
    /// Begins a call whose policy is known before.
    #[inline]
    pub fn new(site: &'static Site) -> Self {
        Self::under(site.policy(), site)
    }

    /// Begins a call.
    #[inline]
    pub fn under(policy: &'p Policy, site: &'static Site) -> Self {
        if scope::is_inside() || is_wanted() {
            Self::among_others(policy, site)
        } else {
            Self::begun(policy, site, Beginning::ALONE)
        }
    }

    #[cold]
    fn among_others(policy: &'p Policy, site: &'static Site) -> Self {
        Self::begun(policy, site, Beginning::among_others(site, policy))
    }

    #[inline]
    fn begun(policy: &'p Policy, site: &'static Site, beginning: Beginning) -> Self {
        // Known before the rest, so that the rest is written where it stays.
        let Beginning { phase, aside } = beginning;
        let guard = site.guard().filter(|_| !matches!(phase, Phase::Plain));
        Self {
            policy,
            site,
            chain: Chain::START,
            permit: guard.map(|breaker| Permit::idle(breaker.breaker())),
            attempts: 0,
            phase,
            aside,
        }
    }

    /// Sets the deadline of the whole call.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        let deadline = deadline.max(SHORTEST);
        let notes = self.aside.note();
        (notes.deadline, notes.started) = match scope::current() {
            Some(outer) => beginning::inherited(&outer, Some(deadline)),
            None => (Span::of(deadline), None),
        };
        self
    }

    /// The link of the chain that is asked now; 0 is the function itself.
    #[inline]
    pub const fn __link(&self) -> usize {
        self.chain.link() as usize
    }

    /// The same for the attempt itself.
    #[inline]
    pub const fn __at(&self) -> At {
        At(self.chain.link())
    }

    /// Enters a target, unless that was done; whether what the user wrote about it has to be done now.
    #[inline]
    pub fn __enters(&mut self) -> bool {
        self.chain.enter() && !self.is_plain()
    }

    /// Sets the time of one attempt on this target.
    pub fn __time(&mut self, timeout: Duration) {
        self.aside.note().timeout = Span::of(timeout.max(SHORTEST));
    }

    /// Sets the breaker of this target; a called function has its own.
    #[inline]
    pub fn __guard(&mut self, breaker: Breaker) {
        if self.permit.is_none() && !self.calls() {
            self.permit = Some(Permit::idle(breaker));
        }
    }

    /// Leaves a link whose iterator has no item left.
    pub fn __pass(&mut self) {
        self.chain.exhausted(self.site.targets(), &mut self.aside.note().back);
        self.start_over();
    }

    /// Whether it matters, after a failure, if the iterator of `link` has another item.
    pub fn __looks_ahead(&self, link: usize, failed: bool) -> bool {
        failed && !self.is_plain() && self.chain.looks_ahead(self.targets(), link)
    }

    /// Notes whether the iterator of a later link has another item.
    pub fn __looked_ahead(&mut self, has_more: bool) {
        self.chain.looked_ahead(has_more);
    }

    /// Whether no attempt can follow the one that begins now.
    #[inline]
    pub fn __is_last(&self) -> bool {
        self.is_plain()
            || u32::from(self.aside.notes().spent.retries) >= self.policy.retries()
                && self.chain.is_last(self.targets())
    }

    /// Makes an attempt, after what has to be waited for and asked before it.
    #[inline]
    pub fn __attempt<'r, F: Future>(&'r mut self, body: Pin<&'r mut F>) -> Attempt<'r, 'p, F> {
        Attempt::new(self, body)
    }

    /// Waits for and asks what comes before an attempt, where a test may have put something in its place.
    #[cfg(feature = "test-util")]
    pub fn __entry(&mut self) -> attempt::Entry<'_, 'p> {
        attempt::Entry::new(self)
    }

    /// Makes an attempt that has been let in.
    #[cfg(feature = "test-util")]
    pub fn __attempt_in<'r, F: Future>(&'r mut self, body: Pin<&'r mut F>) -> Attempt<'r, 'p, F> {
        Attempt::let_in(self, body)
    }

    /// What a test's script has in the place of the body, once the attempt has been let in.
    #[cfg(feature = "test-util")]
    pub fn __scripted<R>(&self, makes: &Makes<R>) -> Option<Box<Instead<R>>> {
        // A script is for the body: a link is always called.
        if self.calls() { None } else { instead(self.site(), makes) }
    }

    /// Makes an attempt that nothing of ours can end.
    #[inline]
    pub fn __follow<'r, F: Future>(&'r mut self, body: Pin<&'r mut F>) -> Follow<'r, 'p, F> {
        self.tell_target();
        self.asks();
        // No timer of ours reads it: what is left of an outer call's deadline runs from here.
        if self.aside.deadline().is_some() && self.aside.notes().started.is_none() {
            self.clock();
        }
        Follow::new(self, body)
    }

    /// Goes to the next target.
    fn move_on(&mut self) {
        self.chain.advance(self.site.targets(), &mut self.aside.note().back);
        self.start_over();
    }

    /// Keeps nothing of the last target for this one, if there is one, and takes the breaker that the place of the
    /// attribute has for it.
    fn start_over(&mut self) {
        // Past the end nothing is asked any more, and the last target is what the end is told with.
        if self.is_over() {
            return;
        }
        let notes = self.aside.note();
        notes.spent = notes.spent.elsewhere();
        notes.timeout = None;
        let guard = self.site().guard().filter(|_| !self.calls());
        self.permit = guard.map(|guard| Permit::idle(guard.breaker()));
    }

    fn settle_permit(&mut self, now: Option<Instant>, health: Health, hint: Option<Duration>) {
        if let (Some(permit), Some(now)) = (&mut self.permit, now) {
            #[cfg(feature = "tracing")]
            let _span = self.aside.span();
            permit.settle(now.into_std(), health, hint);
        }
    }

    /// Whether the target is another function, which gets no retries, breaker or timeout of ours.
    #[inline]
    fn calls(&self) -> bool {
        self.chain.link() > 0 && matches!(self.chain.target(self.targets()), Some(Target::Call(_)))
    }

    fn target(&self) -> &'static str {
        self.name_of(self.chain.link())
    }

    fn name_of(&self, link: u16) -> &'static str {
        self.targets().get(usize::from(link)).map_or("", Target::name)
    }

    #[inline]
    const fn targets(&self) -> &'static [Target] {
        self.site.targets()
    }

    /// Whether the end of the chain has been passed.
    #[inline]
    const fn is_over(&self) -> bool {
        self.chain.is_over(self.targets())
    }

    #[inline]
    fn begin_attempt(&mut self) {
        self.tell_target();
        if !self.is_plain() {
            self.phase = Phase::New;
        }
    }

    fn attempts(&self) -> u32 {
        self.attempts.into()
    }

    /// Whether it is switched off: the body once, and nothing around it.
    #[inline]
    const fn is_plain(&self) -> bool {
        matches!(self.phase, Phase::Plain)
    }

    #[inline]
    fn site(&self) -> &'static Site {
        self.site
    }

    /// The time of the whole call.
    #[inline]
    fn time_in_all(&self) -> Option<Duration> {
        self.aside.deadline().map(Duration::from).or(self.policy.deadline())
    }

    /// Reads the clock where a breaker or a deadline wants to know the time.
    fn clock_if_needed(&mut self) -> Option<Instant> {
        let needed = self.permit.is_some() || self.time_in_all().is_some();
        needed.then(|| self.clock())
    }

    /// Reads the clock, for the first time at the latest when a deadline has to be held.
    fn clock(&mut self) -> Instant {
        let now = Instant::now();
        if self.time_in_all().is_some() && self.aside.notes().started.is_none() {
            self.aside.note().started = Some(Moment::of(now.into_std()));
        }
        now
    }
}

/// A time of zero would leave no attempt any chance.
const SHORTEST: Duration = Duration::from_millis(1);
