//! What the errors of `hyper` and of the client in `hyper-util` mean.

use std::error::Error as StdError;
use std::io;

use hyper_util::client::legacy;

use crate::classify::{Class, Classify, Verdict};

/// By where the connection failed; a request that hyper itself refuses is the caller's mistake.
impl Classify for ::hyper::Error {
    fn classify(&self) -> Verdict {
        if self.is_timeout() || source::<io::Error>(self).is_some_and(is_late) {
            return Class::Timeout.into();
        }
        // A connection that ended while the request waited for it, or a body that was broken off.
        if self.is_canceled() || self.is_body_write_aborted() {
            return Class::Network.into();
        }
        if self.is_user() {
            return Class::Invalid.into();
        }
        Class::Network.into()
    }
}

/// As the error of `hyper` in it; without one the request did not get as far as a connection.
impl Classify for legacy::Error {
    fn classify(&self) -> Verdict {
        if self.is_connect() {
            return Class::Network.into();
        }
        match source::<::hyper::Error>(self) {
            Some(error) => error.classify(),
            // A scheme or version that it does not know.
            None => Class::Invalid.into(),
        }
    }
}

fn is_late(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::TimedOut
}

fn source<E: StdError + 'static>(error: &dyn StdError) -> Option<&E> {
    error.source()?.downcast_ref()
}
