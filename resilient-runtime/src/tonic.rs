//! What a gRPC status means, by its code and by the details that Google's APIs send along.

mod details;

use std::error::Error as StdError;
use std::io;
use std::time::{Duration, SystemTime};

use ::tonic::{Code, Status, TimeoutExpired};

use crate::chain::{causes, ready};
use crate::classify::{Class, Classify, Verdict};
use crate::evidence::envelope::is_of_long;
use crate::evidence::{Evidence, hint};
use crate::tonic::details::Details;

/// By its code; a reason or a `RetryInfo` in its details says more. What tonic reports of the connection is no answer.
impl Classify for Status {
    fn classify(&self) -> Verdict {
        if let Some(cause) = self.source() {
            return unanswered(self.code(), cause);
        }
        let details = Details::read(self.details());
        let class = if details.quotas.iter().any(|id| is_of_long(id)) {
            Class::Quota
        } else {
            details.reason.and_then(named).unwrap_or_else(|| by_code(self.code()))
        };
        let verdict = Verdict::from(class);
        match pushback(self) {
            Some(Pushback::Never) => verdict.no_retry(),
            Some(Pushback::After(wait)) => verdict.retry_after(wait),
            None => match details.retry_delay.or_else(|| named_wait(self)) {
                Some(wait) => verdict.retry_after(wait),
                None => verdict,
            },
        }
    }
}

fn by_code(code: Code) -> Class {
    match code {
        Code::ResourceExhausted => Class::RateLimited,
        Code::Unavailable => Class::Overloaded,
        Code::Internal | Code::DataLoss => Class::Server,
        Code::DeadlineExceeded => Class::Timeout,
        Code::Aborted => Class::Conflict,
        Code::Unauthenticated | Code::PermissionDenied => Class::Auth,
        Code::Cancelled => Class::Cancelled,
        Code::InvalidArgument
        | Code::NotFound
        | Code::AlreadyExists
        | Code::FailedPrecondition
        | Code::OutOfRange
        | Code::Unimplemented => Class::Invalid,
        Code::Ok | Code::Unknown => Class::Unknown,
    }
}

/// tonic has made the status itself, of an error of the connection.
fn unanswered(code: Code, cause: &(dyn StdError + 'static)) -> Verdict {
    if causes(cause).any(<dyn StdError>::is::<TimeoutExpired>) {
        return Class::Timeout.into();
    }
    match code {
        Code::Unavailable | Code::Cancelled => Class::Network.into(),
        Code::Unknown if causes(cause).any(<dyn StdError>::is::<io::Error>) => {
            let verdict = ready::classified(cause);
            if verdict == Class::Unknown.into() { Class::Network.into() } else { verdict }
        }
        Code::Unknown => ready::classified(cause),
        other => by_code(other).into(),
    }
}

/// The class of a reason such as `API_KEY_INVALID`, which comes with a code that says less.
fn named(reason: &str) -> Option<Class> {
    let evidence = Evidence { name: Some(reason), ..Evidence::default() };
    evidence.recognised()
}

/// What the server says about retries in gRPC's own words.
enum Pushback {
    Never,
    After(Duration),
}

/// A number that is negative or none at all forbids retries, see <https://github.com/grpc/proposal/blob/master/A6-client-retries.md#pushback>
fn pushback(status: &Status) -> Option<Pushback> {
    let value = status.metadata().get("grpc-retry-pushback-ms")?;
    let wait = value.to_str().ok().and_then(|text| text.trim().parse::<u32>().ok());
    Some(wait.map_or(Pushback::Never, |wait| Pushback::After(Duration::from_millis(wait.into()))))
}

/// A `retry-after` of a proxy.
fn named_wait(status: &Status) -> Option<Duration> {
    hint::named_wait(status.metadata().as_ref(), SystemTime::now())
}
