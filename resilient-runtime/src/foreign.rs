//! What the errors of std and tokio mean.

use std::io::{self, ErrorKind};

use crate::classify::{Class, Classify, Verdict};
use crate::error::Error;

/// By kind; one of our own stops inside keeps its meaning.
impl Classify for io::Error {
    fn classify(&self) -> Verdict {
        if let Some(stop) = self.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
            return stop.classify();
        }
        match self.kind() {
            ErrorKind::TimedOut => Class::Timeout.into(),
            ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::NotConnected
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown => Class::Network.into(),
            _ => Class::Unknown.into(),
        }
    }
}

impl Classify for tokio::time::error::Elapsed {
    fn classify(&self) -> Verdict {
        Class::Timeout.into()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_io_error_is_classified_by_its_kind() {
        for (kind, class) in [
            (ErrorKind::TimedOut, Class::Timeout),
            (ErrorKind::ConnectionRefused, Class::Network),
            (ErrorKind::ConnectionReset, Class::Network),
            (ErrorKind::UnexpectedEof, Class::Network),
            (ErrorKind::NetworkUnreachable, Class::Network),
            (ErrorKind::InvalidData, Class::Unknown),
            (ErrorKind::NotFound, Class::Unknown),
        ] {
            assert_eq!(io::Error::from(kind).classify(), class.into(), "{kind:?}");
        }
    }

    #[test]
    fn a_stop_inside_an_io_error_keeps_its_meaning() {
        let stop = Error::BreakerOpen { breaker: "primary".into(), retry_after: None };
        assert_eq!(io::Error::from(stop.clone()).classify(), stop.classify());
    }

    #[tokio::test(start_paused = true)]
    async fn an_elapsed_timer_is_a_timeout() {
        let elapsed =
            tokio::time::timeout(Duration::from_secs(1), std::future::pending::<()>()).await;
        assert_eq!(elapsed.map_err(|error| error.classify()), Err(Class::Timeout.into()));
    }
}
