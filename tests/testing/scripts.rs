//! Scripts: what attempts come to in place of the body.

use super::*;

#[tokio::test(start_paused = true)]
async fn attempts_come_to_what_is_scripted_and_then_to_the_body() {
    let _isolated = isolate();
    let recording = record();
    script("chat", [server(), Outcome::hang()]);
    let api = Api::new(&[good()]);
    assert!(chat(&api).await.is_ok());
    assert_eq!((recording.attempts("chat"), api.attempts()), (3, 1));
    assert_eq!(recording.waits("chat"), [s(1), s(0)]);
    assert_eq!(api.starts(), [s(11)]);
}

#[tokio::test(start_paused = true)]
async fn a_script_may_let_the_body_run_between() {
    let _isolated = isolate();
    script("chat", [server(), Outcome::real(), server()]);
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(chat(&api).await, Err(failed(Class::Server, 1)));
    assert_eq!(api.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_second_script_goes_on_where_the_first_ends() {
    let _isolated = isolate();
    script("chat", [server()]);
    script("chat", [Outcome::answer("scripted".to_owned())]);
    let api = Api::new(&[good()]);
    assert_eq!(chat(&api).await.as_deref(), Ok("scripted"));
    assert_eq!(api.attempts(), 0);
}

#[test]
fn a_scripted_panic_comes_out_of_the_call_and_is_a_failure_for_the_breaker() {
    let _isolated = isolate();
    script("chat", [Outcome::panic()]);
    let message = failure(|| drop(block_on(chat(&Api::new(&[good()])))));
    assert_eq!(message, "as it is in the script");
    assert_eq!(breaker("shared").unwrap().snapshot().failures, 1);
}

#[derive(Debug, thiserror::Error, Classify)]
enum ServiceError {
    #[error("answer")]
    #[classify(transparent)]
    Status(#[from] StatusError),
    #[error("busy")]
    #[classify(overloaded)]
    Busy,
}

#[derive(Debug, PartialEq)]
struct Reply(u32);

#[resilient(retries = 3, backoff = "1s", jitter = none)]
async fn service() -> Result<Reply, ServiceError> {
    Ok(Reply(0))
}

#[tokio::test(start_paused = true)]
async fn a_status_is_what_the_error_type_makes_of_it_with_its_headers() {
    let _isolated = isolate();
    let recording = record();
    let limited = Outcome::response(429, &[("retry-after", "20")], "slow down");
    script("service", [Outcome::status(500), limited, Outcome::answer(Reply(7))]);
    assert_eq!(service().await.unwrap(), Reply(7));
    let waits = recording.waits("service");
    assert!(waits[0] == s(1) && waits[1] >= s(20) && waits[1] <= s(22), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn an_error_and_an_answer_of_the_function_s_own_types_are_scripted() {
    let _isolated = isolate();
    script("service", [Outcome::error(ServiceError::Busy), Outcome::answer(Reply(1))]);
    assert_eq!(service().await.unwrap(), Reply(1));
}

#[tokio::test(start_paused = true)]
async fn the_last_error_of_a_script_is_what_the_caller_gets() {
    let _isolated = isolate();
    script("service", (0..4).map(|_| Outcome::error(ServiceError::Busy)));
    assert!(matches!(service().await, Err(ServiceError::Busy)));
}

#[test]
fn an_outcome_of_another_type_is_told_with_both_types() {
    let _isolated = isolate();
    script("service", [Outcome::error(io::Error::other("x"))]);
    let message = failure(|| drop(block_on(service())));
    assert!(message.contains("an error of type `std::io::error::Error`"), "{message}");
    assert!(message.contains("it returns `testing::scripts::ServiceError`"), "{message}");
}

#[test]
fn a_status_for_an_error_type_that_takes_none_is_told() {
    let _isolated = isolate();
    script("chat", [Outcome::status(503)]);
    let message = failure(|| drop(block_on(chat(&Api::new(&[good()])))));
    assert!(message.contains("is not `From<StatusError>`; write `Outcome::error"), "{message}");
}

#[resilient(retries = 0)]
#[expect(clippy::needless_lifetimes, reason = "a lifetime that is named is what is tested")]
async fn borrowing<'a>(text: &'a str) -> Result<&'a str, ApiError> {
    Ok(text)
}

#[resilient(retries = 0)]
async fn generic<T: Clone>(value: T) -> Result<T, ApiError> {
    Ok(value)
}

type Hidden<'a> = std::pin::Pin<Box<dyn Future<Output = Result<u32, ApiError>> + Send + 'a>>;

#[resilient(retries = 1, timeout = "1s", backoff = none)]
fn hidden(value: &u32) -> Hidden<'_> {
    Box::pin(async move { Ok(*value) })
}

#[tokio::test(start_paused = true)]
async fn functions_that_borrow_or_are_generic_can_be_made_to_fail() {
    let _isolated = isolate();
    script("borrowing", [server()]);
    script("generic", [server()]);
    assert!(borrowing("a").await.is_err() && generic(1).await.is_err());
    assert_eq!((borrowing("a").await.unwrap(), generic(1).await.unwrap()), ("a", 1));
}

#[tokio::test(start_paused = true)]
async fn a_function_whose_return_type_is_hidden_can_be_made_to_hang() {
    let _isolated = isolate();
    let recording = record();
    script("hidden", [Outcome::hang()]);
    assert_eq!(hidden(&7).await, Ok(7));
    assert_eq!(recording.attempts("hidden"), 2);
}

struct Page<'a>(&'a u32);

#[resilient(retries = 0)]
#[allow(clippy::manual_async_fn, elided_lifetimes_in_paths, mismatched_lifetime_syntaxes)]
fn page(value: &u32) -> impl Future<Output = Result<Page, ApiError>> {
    async move { Ok(Page(value)) }
}

#[tokio::test(start_paused = true)]
async fn a_function_that_hides_a_lifetime_can_be_made_to_fail() {
    let _isolated = isolate();
    script("page", [server()]);
    assert!(page(&7).await.is_err());
    assert_eq!(page(&7).await.map(|page| *page.0), Ok(7));
}

/// A type parameter that the attribute of a method does not see, and one that is behind another.
struct Generic<S: Source>(S, Option<S::Item>);

trait Source {
    type Item: Clone;
    type Error: Classify;

    fn error(&self) -> Self::Error;
}

impl<S: Source> Generic<S> {
    #[resilient(retries = 0)]
    async fn item(&self) -> Result<S::Item, ApiError> {
        self.1.clone().ok_or(failed(Class::Missing, 1))
    }

    #[resilient(retries = 0)]
    async fn error(&self) -> Result<u32, S::Error> {
        Err(self.0.error())
    }

    #[resilient(retries = 0)]
    async fn itself(self) -> Result<S, ApiError> {
        Ok(self.0)
    }
}

struct Numbers<'a>(&'a str);

impl<'a> Source for Numbers<'a> {
    type Item = &'a str;
    type Error = ApiError;

    fn error(&self) -> ApiError {
        failed(Class::Server, self.0.len())
    }
}

#[tokio::test(start_paused = true)]
async fn methods_of_generic_types_can_be_made_to_fail_where_the_error_is_known() {
    let _isolated = isolate();
    let text = String::from("four");
    let generic = Generic(Numbers(&text), Some(text.as_str()));
    script("item", [server()]);
    script("itself", [server(), Outcome::panic()]);
    assert!(generic.item().await.is_err());
    assert_eq!(generic.item().await, Ok("four"));
    assert_eq!(generic.error().await, Err(failed(Class::Server, 4)));
    assert!(generic.itself().await.is_err());
}

#[test]
fn an_answer_of_a_type_parameter_and_an_error_of_one_are_told() {
    let _isolated = isolate();
    script("generic", [Outcome::answer(5_u32)]);
    let message = failure(|| drop(block_on(generic(1_u32))));
    assert!(message.ends_with("is of a type parameter or is hidden in an alias"), "{message}");
    script("error", [server()]);
    let generic = Generic(Numbers("a"), None);
    let message = failure(|| drop(block_on(generic.error())));
    assert!(message.contains("has an error, but its own may borrow"), "{message}");
}

struct Plain;

#[async_trait::async_trait]
trait Speaks {
    async fn speak(&self) -> Result<Reply, ApiError>;
}

#[async_trait::async_trait]
impl Speaks for Plain {
    #[resilient(retries = 0)]
    async fn speak(&self) -> Result<Reply, ApiError> {
        Ok(Reply(0))
    }
}

#[expect(clippy::manual_async_fn, reason = "the shape that is tested")]
#[resilient(retries = 0, timeout = "1s")]
fn future() -> impl Future<Output = io::Result<Reply>> + Send {
    async move { Ok(Reply(0)) }
}

#[tokio::test(start_paused = true)]
async fn functions_of_other_shapes_are_scripted() {
    let _isolated = isolate();
    script("speak", [server(), Outcome::answer(Reply(5))]);
    script("future", [Outcome::error(io::Error::other("a")), Outcome::answer(Reply(6))]);
    assert!(Plain.speak().await.is_err() && future().await.is_err());
    assert_eq!((Plain.speak().await, future().await.unwrap()), (Ok(Reply(5)), Reply(6)));
}

#[tokio::test(start_paused = true)]
async fn errors_that_hold_any_other_can_be_scripted() {
    #[resilient(retries = 0)]
    async fn anyhow() -> anyhow::Result<()> {
        Ok(())
    }
    #[resilient(retries = 0)]
    async fn boxed() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(())
    }
    let _isolated = isolate();
    script("anyhow", [Outcome::error(anyhow::anyhow!("a")), Outcome::status(500)]);
    script("boxed", [Outcome::status(500)]);
    assert!(anyhow().await.unwrap_err().to_string() == "a" && anyhow().await.is_err());
    assert!(boxed().await.unwrap_err().is::<StatusError>());
}

#[test]
fn a_hang_that_nothing_ends_fails_the_test_at_once() {
    let _isolated = isolate();
    script("service", [Outcome::hang()]);
    let message = failure(|| drop(block_on(service())));
    assert!(message.contains("hang, and nothing ended that"), "{message}");
}

#[test]
fn a_script_for_a_function_that_is_never_called_fails_the_test() {
    let forgets = || {
        let _isolated = isolate();
        script("serivce", [Outcome::hang()]);
        drop(block_on(service()));
    };
    let expected = "the script for `serivce` was not used; `testing::scripts::service` was called";
    assert_eq!(failure(forgets), expected);
    let scoped = testing::scope(async { script("serivce", [Outcome::hang()]) });
    assert!(failure(|| block_on(scoped)).ends_with("no function was called"));
}

#[test]
fn a_script_that_is_half_used_is_none_of_our_business() {
    let _isolated = isolate();
    script("service", [Outcome::real(), Outcome::hang()]);
    assert!(block_on(service()).is_ok());
}

#[test]
fn a_script_that_fits_several_functions_is_told() {
    mod a {
        #[super::resilient(retries = 0)]
        pub(super) async fn twin() -> std::io::Result<()> {
            Ok(())
        }
    }
    mod b {
        #[super::resilient(retries = 0)]
        pub(super) async fn twin() -> std::io::Result<()> {
            Ok(())
        }
    }
    let _isolated = isolate();
    script("twin", [Outcome::real(), Outcome::real()]);
    script("b::twin", [Outcome::error(io::Error::other("b"))]);
    assert!(block_on(a::twin()).is_ok() && block_on(b::twin()).is_err());
    script("only::twin", []);
    let twice = || {
        let _isolated = isolate();
        script("twin", [Outcome::real()]);
        let _ = (block_on(a::twin()), block_on(b::twin()));
    };
    assert!(failure(twice).starts_with("the script for `twin` fits `testing::scripts::"));
}

#[tokio::test(start_paused = true)]
async fn scripts_are_of_their_scope() {
    let scripted = async {
        script("service", [Outcome::answer(Reply(1))]);
        tokio::task::yield_now().await;
        service().await.unwrap()
    };
    let other = async { service().await.unwrap() };
    let both = tokio::join!(testing::scope(scripted), testing::scope(other));
    assert_eq!(both, (Reply(1), Reply(0)));
}

#[tokio::test(start_paused = true)]
async fn a_bypassed_call_is_its_scripted_body() {
    let _isolated = isolate();
    script("chat", [server()]);
    assert!(bypass(chat(&Api::new(&[good()]))).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_script_follows_the_clock_of_the_test() {
    let _isolated = isolate();
    let began = Instant::now();
    script("chat", [server(), server(), server()]);
    assert!(chat(&Api::new(&[good()])).await.is_err());
    assert_eq!(breaker("shared").unwrap().state(), BreakerState::Open);
    assert_eq!(began.elapsed(), s(2));
    tokio::time::advance(s(40)).await;
    assert!(chat(&Api::new(&[good()])).await.is_ok());
    assert_eq!(breaker("shared").unwrap().state(), BreakerState::Closed);
}
