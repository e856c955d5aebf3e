//! What those who listen need of a call while it runs; nothing is kept where nobody does.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

#[cfg(any(feature = "metrics", feature = "tracing"))]
use tokio::time::Instant;

use crate::emit::{emit, is_wanted};
use crate::event::Event;
use crate::run::scope::Scope;
use crate::site::Site;

/// A call as its listeners know it. Dropped before its end, it tells them that it was cancelled.
#[derive(Debug)]
pub(crate) struct Watched {
    /// Whose call it is, once anybody listens.
    site: Option<&'static Site>,
    /// Its number; 0 before anybody listened, and after its end.
    call: u64,
    #[cfg(any(feature = "metrics", feature = "tracing"))]
    clocks: Clocks,
    #[cfg(feature = "tracing")]
    span: Option<tracing::Span>,
}

/// When the call and its attempt began.
#[cfg(any(feature = "metrics", feature = "tracing"))]
#[derive(Debug, Default)]
struct Clocks {
    call: Option<Instant>,
    attempt: Option<Instant>,
}

impl Watched {
    /// Nobody listens yet.
    pub(crate) const NOT: Self = Self {
        site: None,
        call: 0,
        #[cfg(any(feature = "metrics", feature = "tracing"))]
        clocks: Clocks { call: None, attempt: None },
        #[cfg(feature = "tracing")]
        span: None,
    };

    /// Its number; 0 where nobody listens.
    #[inline]
    pub(crate) const fn call(&self) -> u64 {
        self.call
    }

    /// Tells that the call begins, or goes on before the eyes of a new listener.
    pub(crate) fn begin(&mut self, site: &'static Site, outer: Option<&Scope>, retries: u32) {
        if self.call == 0 && is_wanted() {
            self.begin_before_listeners(site, outer, site.most_attempts(retries));
        }
    }

    #[cold]
    fn begin_before_listeners(
        &mut self,
        site: &'static Site,
        outer: Option<&Scope>,
        attempts: u32,
    ) {
        let call = NEXT.fetch_add(1, Ordering::Relaxed);
        self.site = Some(site);
        self.call = call;
        #[cfg(any(feature = "metrics", feature = "tracing"))]
        {
            self.clocks.call = Some(Instant::now());
            self.clocks.attempt = self.clocks.call;
        }
        #[cfg(feature = "tracing")]
        {
            self.span = crate::log::span(site, call, outer);
        }
        self.emit(&Event::Began { site, call, outer, attempts });
    }

    /// Notes that an attempt begins.
    #[cfg_attr(not(any(feature = "metrics", feature = "tracing")), allow(clippy::unused_self))]
    pub(crate) fn asks(&mut self) {
        #[cfg(any(feature = "metrics", feature = "tracing"))]
        if self.call != 0 {
            self.clocks.attempt = Some(Instant::now());
        }
    }

    /// Tells of the call, within its span.
    #[cfg_attr(not(feature = "tracing"), allow(clippy::unused_self))] // there is no span
    pub(crate) fn emit(&self, event: &Event<'_>) {
        #[cfg(feature = "tracing")]
        let _within = self.enter();
        emit(event);
    }

    /// Tells how the call ended.
    pub(crate) fn end(&mut self, event: &Event<'_>) {
        if is_wanted() {
            self.emit(event);
        }
        #[cfg(feature = "tracing")]
        if let Some(span) = self.span.take() {
            crate::log::close(&span, event);
        }
        self.call = 0;
    }

    /// How long the attempt has taken, where it was timed for somebody.
    #[cfg(any(feature = "metrics", feature = "tracing"))]
    pub(crate) fn attempt_took(&self) -> Option<Duration> {
        self.clocks.attempt.map(|began| began.elapsed())
    }

    /// How long the call has taken, where it was timed for somebody.
    #[cfg(any(feature = "metrics", feature = "tracing"))]
    pub(crate) fn call_took(&self) -> Option<Duration> {
        self.clocks.call.map(|began| began.elapsed())
    }

    #[cfg(not(any(feature = "metrics", feature = "tracing")))]
    #[expect(clippy::unused_self, reason = "with a listener, it has clocks")]
    pub(crate) const fn attempt_took(&self) -> Option<Duration> {
        None
    }

    #[cfg(not(any(feature = "metrics", feature = "tracing")))]
    #[expect(clippy::unused_self, reason = "with a listener, it has clocks")]
    pub(crate) const fn call_took(&self) -> Option<Duration> {
        None
    }

    /// Makes the call's span the current one, while its body is polled.
    #[cfg(feature = "tracing")]
    pub(crate) fn enter(&self) -> Option<tracing::span::Entered<'_>> {
        self.span.as_ref().map(tracing::Span::enter)
    }

    #[cold]
    fn cancel(&mut self) {
        if let Some(site) = self.site {
            let (call, took) = (self.call, self.call_took());
            self.end(&Event::Cancelled { site, call, took });
        }
    }
}

impl Drop for Watched {
    #[inline]
    fn drop(&mut self) {
        if self.call != 0 {
            self.cancel();
        }
    }
}

/// 0 is no number.
static NEXT: AtomicU64 = AtomicU64::new(1);
