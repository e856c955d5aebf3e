//! What a body's poll is surrounded by: the calls that it makes see this one, and its panic is a failure.

use std::marker::PhantomData;

use crate::breaker::permit::{Permit, UserCode};
use crate::breaker::within::Within;
use crate::run::Run;
use crate::run::scope::{self, Scope};

/// A poll of the body, until this is dropped. Before that has returned, the body can only have panicked.
pub(crate) struct Inside<'r> {
    _shown: Shown<'r>,
    user_code: UserCode<'r>,
    _within: Option<Within>,
}

/// The call is shown to those that the body makes, until this is dropped.
pub(crate) struct Shown<'r> {
    // The span is left first, as it was entered last.
    #[cfg(feature = "tracing")]
    _span: Option<tracing::span::Entered<'r>>,
    _scope: Option<scope::Guard>,
    _run: PhantomData<&'r ()>,
}

impl Inside<'_> {
    /// The body has not panicked.
    #[inline]
    pub(crate) fn returns(&mut self) {
        self.user_code.returns();
    }
}

impl Run<'_> {
    /// What calls that the body makes have to know.
    #[inline]
    fn scope(&self) -> Scope {
        Scope {
            site: self.site(),
            call: self.aside.call(),
            deadline: self.time_in_all(),
            started: self.aside.notes().started,
            retries: self.policy.retries(),
            depth: self.aside.notes().depth,
            link: self.chain.link(),
        }
    }

    /// Begins a poll of the body: calls that it makes see this one and whose probe they are in, and its panic is a
    /// failure.
    #[inline]
    pub(crate) fn enter_body(&mut self) -> Inside<'_> {
        Inside {
            _shown: Shown {
                _scope: self.show(),
                #[cfg(feature = "tracing")]
                _span: self.aside.span(),
                _run: PhantomData,
            },
            _within: self.permit.as_ref().and_then(Permit::within),
            user_code: UserCode::begin(self.permit.as_mut()),
        }
    }

    /// Begins a poll of a body whose panic concerns nobody.
    #[inline]
    pub(crate) fn enter(&self) -> Shown<'_> {
        Shown {
            _scope: self.show(),
            #[cfg(feature = "tracing")]
            _span: self.aside.span(),
            _run: PhantomData,
        }
    }

    /// Shows this call to those that the body makes. Where nobody listens and no time is set, they have nothing to
    /// know of it, unless they would take an outer call for this one.
    #[inline]
    fn show(&self) -> Option<scope::Guard> {
        let shows = self.aside.call() != 0 || self.time_in_all().is_some() || scope::is_inside();
        shows.then(|| scope::enter(self.scope()))
    }
}
