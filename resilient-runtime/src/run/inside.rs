//! What a body's poll is surrounded by: the calls that it makes see this one, and its panic is a failure.

use std::marker::PhantomData;

use crate::breaker::permit::Permit;
use crate::breaker::within::Within;
use crate::run::Run;
use crate::run::scope::{self, Scope};

/// A poll of the body, until this is dropped.
pub(crate) struct Inside<'r> {
    // The span is left first, as it was entered last.
    #[cfg(feature = "tracing")]
    _span: Option<tracing::span::Entered<'r>>,
    _scope: Option<scope::Guard>,
    _run: PhantomData<&'r ()>,
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
            link: self.chain.place(),
        }
    }

    /// Begins a poll of the body: calls that it makes see this one, and its panic is a failure.
    #[inline]
    pub(crate) fn enter_body(&mut self) -> Inside<'_> {
        self.enter_user_code();
        self.enter()
    }

    /// Shows the calls that the body makes whose probe they are in.
    #[inline]
    pub(crate) fn probes(&self) -> Option<Within> {
        self.permit.as_ref().and_then(Permit::within)
    }

    /// Shows this call to those that the body makes. Where nobody listens and no time is set, they have nothing to
    /// know of it, unless they would take an outer call for this one.
    #[inline]
    pub(crate) fn enter(&self) -> Inside<'_> {
        let shows = self.aside.call() != 0 || self.time_in_all().is_some() || scope::is_inside();
        Inside {
            _scope: shows.then(|| scope::enter(self.scope())),
            #[cfg(feature = "tracing")]
            _span: self.span(),
            _run: PhantomData,
        }
    }

    /// A panic from here on is the user's, and a failure for the breaker.
    #[inline]
    pub(crate) fn enter_user_code(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.polling(true);
        }
    }

    #[inline]
    pub(crate) fn leave_user_code(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.polling(false);
        }
    }
}
