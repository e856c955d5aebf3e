//! What is known about one answer of an API, and what it means: the same for every client.

pub(crate) mod answer;
mod cut;
mod duration;
pub(crate) mod envelope;
mod facts;
mod finish;
pub(crate) mod hint;
mod moment;
mod names;
pub(crate) mod status_error;
mod stream;

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::response::Parts;

use crate::classify::{Class, Classify, Verdict};
use crate::evidence::answer::Answer;
use crate::evidence::envelope::{Answered, Envelope, short_name};
use crate::evidence::facts::{Facts, class_of};

/// What is known about an answer, or about a request that got none; whatever is known is enough.
///
/// A client's error becomes one by filling in the fields it has. Of the body only the first 16 KiB
/// are read. Without a status, a body or a failed connection it is an empty answer.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{Class, Evidence};
/// use std::time::Duration;
///
/// let body = br#"{"error":{"type":"tokens","message":"Rate limit reached. Please try again in 1.5s."}}"#;
/// let verdict = Evidence { status: Some(429), body, ..Evidence::default() }.verdict();
///
/// assert_eq!(verdict.class(), Class::RateLimited);
/// assert_eq!(verdict.hint(), Some(Duration::from_millis(1_500)));
/// ```
#[derive(Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// The HTTP status, where there was an answer and the client kept it.
    pub status: Option<u16>,
    /// The headers of the answer.
    pub headers: Option<&'a HeaderMap>,
    /// The body of the answer, or of the event that a stream ended with.
    pub body: &'a [u8],
    /// The error's name where the client has already read it, as `ThrottlingException`.
    pub name: Option<&'a str>,
    /// How the connection failed, where it did.
    pub transport: Option<Transport>,
}

/// How a connection failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Transport {
    /// The host's name has no address.
    Dns,
    /// No connection was made: refused, unreachable, or not in time.
    Connect,
    /// The two sides did not agree on how to encrypt.
    Tls,
    /// The connection ended before an answer began.
    Reset,
    /// The connection ended within the answer.
    Cut,
    /// The answer, or its next part, did not come in time.
    Timeout,
}

impl Evidence<'_> {
    /// Says what it means as an error; dates in headers count from the present.
    pub fn verdict(&self) -> Verdict {
        self.failure(SystemTime::now()).unwrap_or_else(undecodable)
    }

    /// Says what went wrong, or `None` if the answer is a success and shows nothing wrong.
    ///
    /// Some providers answer 200 and put the error, or a refusal, into the body. A function that
    /// asks here before it decodes returns an `Err` for them:
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::{Class, Classify, Evidence, Verdict};
    /// use std::time::SystemTime;
    ///
    /// struct ApiError(Verdict);
    ///
    /// impl Classify for ApiError {
    ///     fn classify(&self) -> Verdict {
    ///         self.0
    ///     }
    /// }
    ///
    /// fn checked(status: u16, body: &[u8]) -> Result<&[u8], ApiError> {
    ///     let answer = Evidence { status: Some(status), body, ..Evidence::default() };
    ///     match answer.failure(SystemTime::now()) {
    ///         Some(verdict) => Err(ApiError(verdict)),
    ///         None => Ok(body),
    ///     }
    /// }
    ///
    /// # let class = |body: &str| checked(200, body.as_bytes()).err().map(|e| e.classify().class());
    /// assert_eq!(class(r#"{"error":{"code":502,"message":"no answer"}}"#), Some(Class::Server));
    /// assert_eq!(class(r#"{"choices":[{"finish_reason":"stop"}]}"#), None);
    /// ```
    pub fn failure(&self, now: SystemTime) -> Option<Verdict> {
        let answered = match self.status {
            None | Some(200..=299) => Answered::WithSuccess,
            Some(400..) => Answered::WithError,
            // A redirect that nobody followed, or no status at all.
            Some(_) => return Some(Class::Unknown.into()),
        };
        let answer = answer::read(self.body, answered);
        let quoted = match &answer {
            Answer::Error(error) => envelope::quoted(error),
            _ => None,
        };
        let envelope = match &answer {
            Answer::Error(error) => envelope::read(error).with(quoted.as_ref()),
            _ => Envelope::default(),
        };
        let verdict = match self.named(&envelope, answered) {
            Some(class) => class.into(),
            None => self.unnamed(&answer)?,
        };
        Some(self.signed(verdict, &envelope, now))
    }

    /// What status and name say by themselves, if they are known.
    #[cfg(feature = "tonic")]
    pub(crate) fn recognised(&self) -> Option<Class> {
        self.named(&Envelope::default(), Answered::WithError)
    }

    /// What status, names and sentences say.
    fn named(&self, envelope: &Envelope<'_>, answered: Answered) -> Option<Class> {
        let header =
            self.headers.and_then(|headers| headers.get("x-amzn-errortype")?.to_str().ok());
        let outside = self.name.into_iter().chain(header).map(short_name);
        class_of(&Facts {
            status: self.status.filter(|_| answered == Answered::WithError).or(envelope.status),
            names: outside.chain(envelope.names.iter().copied()).collect(),
            texts: envelope.texts.clone(),
            shown: envelope.shown,
            passes: self.should_retry("true"),
        })
    }

    /// Whether the server says in so many words that a retry makes sense, or none.
    fn should_retry(&self, answer: &str) -> bool {
        let header = self.headers.and_then(|headers| headers.get("x-should-retry"));
        header.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(answer.as_bytes()))
    }

    /// What is left to say where nothing has a name.
    fn unnamed(&self, answer: &Answer) -> Option<Verdict> {
        let connection = self.transport.map(|transport| match transport {
            Transport::Timeout => Class::Timeout,
            Transport::Dns
            | Transport::Connect
            | Transport::Tls
            | Transport::Reset
            | Transport::Cut => Class::Network,
        });
        let class = match (answer, connection) {
            (&Answer::Ended(class), _) | (_, Some(class)) => class,
            (Answer::Empty, None) if self.may_be_empty() => return None,
            (Answer::Empty | Answer::Cut, None) => Class::Malformed,
            (Answer::Error(_), None) => Class::Unknown,
            (Answer::Fine, None) if self.status.is_some() => return None,
            // It is complete, whatever it is: the same request gets the same again.
            (Answer::Fine | Answer::Foreign, None) => return Some(undecodable()),
        };
        Some(class.into())
    }

    /// The statuses of a success that has nothing to say.
    fn may_be_empty(&self) -> bool {
        matches!(self.status, Some(204 | 205))
    }

    /// Adds what the server said about coming back.
    fn signed(&self, verdict: Verdict, envelope: &Envelope<'_>, now: SystemTime) -> Verdict {
        let verdict = match self.wait(verdict.class(), envelope, now) {
            Some(wait) => verdict.retry_after(wait),
            None => verdict,
        };
        if self.should_retry("false") { verdict.no_retry() } else { verdict }
    }

    /// Headers before body, fields before sentences.
    fn wait(&self, class: Class, envelope: &Envelope<'_>, now: SystemTime) -> Option<Duration> {
        let named =
            self.headers.and_then(|headers| hint::named_wait(headers, now)).or(envelope.wait);
        // Every answer carries the reset clocks, so they explain only a refusal for its pace.
        if !matches!(class, Class::RateLimited | Class::Overloaded | Class::Quota) {
            return named;
        }
        named
            .or_else(|| hint::reset(self.headers?, now))
            .or_else(|| envelope.texts.iter().find_map(|text| hint::text_wait(text)))
    }
}

/// A complete answer that the client can't use: no retry, the next target is asked.
pub(crate) fn undecodable() -> Verdict {
    Verdict::from(Class::Unknown).no_retry()
}

/// What the head of an answer says: its body may be filled in.
impl<'a> From<&'a Parts> for Evidence<'a> {
    fn from(head: &'a Parts) -> Self {
        Self { status: Some(head.status.as_u16()), headers: Some(&head.headers), ..Self::default() }
    }
}

/// By status and headers.
impl Classify for Parts {
    fn classify(&self) -> Verdict {
        Evidence::from(self).verdict()
    }
}

impl Classify for Evidence<'_> {
    fn classify(&self) -> Verdict {
        self.verdict()
    }
}

/// Shows what there is, not what it says: headers and bodies carry keys and prompts.
impl fmt::Debug for Evidence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Evidence")
            .field("status", &self.status)
            .field("headers", &self.headers.map_or(0, HeaderMap::len))
            .field("body", &self.body.len())
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use http::HeaderValue;

    use super::*;

    fn spent() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-remaining-requests", HeaderValue::from_static("0"));
        headers.insert("x-ratelimit-reset-requests", HeaderValue::from_static("20s"));
        headers
    }

    fn hint(status: u16, headers: &HeaderMap) -> Option<Duration> {
        let evidence =
            Evidence { status: Some(status), headers: Some(headers), ..Evidence::default() };
        evidence.failure(UNIX_EPOCH)?.hint()
    }

    #[test]
    fn the_head_of_an_answer_has_a_class_and_with_its_body_another() {
        let answer = http::Response::builder().status(429).header("retry-after", "7");
        let (head, body) =
            answer.body(br#"{"error":{"code":"insufficient_quota"}}"#).unwrap().into_parts();
        let seven = Duration::from_secs(7);
        assert_eq!(head.classify(), Verdict::from(Class::RateLimited).retry_after(seven));
        let whole = Evidence { body, ..Evidence::from(&head) };
        assert_eq!(whole.classify(), Verdict::from(Class::Quota).retry_after(seven));
    }

    #[test]
    fn reset_clocks_explain_a_refusal_and_no_fault() {
        assert_eq!(hint(429, &spent()), Some(Duration::from_secs(20)));
        assert_eq!(hint(500, &spent()), None);
    }

    #[test]
    fn a_success_without_content_may_be_empty() {
        let class = |status| {
            let evidence = Evidence { status: Some(status), ..Evidence::default() };
            evidence.failure(UNIX_EPOCH).map(|verdict| verdict.class())
        };
        assert_eq!(class(204), None);
        assert_eq!(class(200), Some(Class::Malformed));
    }

    #[test]
    fn a_status_says_more_than_the_cut_that_followed_it() {
        let cut = Some(Transport::Cut);
        for (status, class) in [(429, Class::RateLimited), (200, Class::Network)] {
            let evidence = Evidence { status: Some(status), transport: cut, ..Evidence::default() };
            assert_eq!(evidence.verdict().class(), class);
        }
    }

    #[test]
    fn a_success_that_was_made_an_error_is_not_repeated() {
        let evidence = Evidence { status: Some(200), body: b"{}", ..Evidence::default() };
        assert_eq!(evidence.failure(UNIX_EPOCH), None);
        assert_eq!(evidence.verdict(), undecodable());
    }
}
