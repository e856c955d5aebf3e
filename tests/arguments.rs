//! How arguments reach a second attempt: lent, cloned, moved into the last one.

use std::cell::Cell;
use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use resilient::{Class, resilient};

use common::{Api, ApiError, bad, failed, good};

mod common;

/// Counts how often it was cloned.
#[derive(Default)]
struct Counted(Arc<AtomicUsize>);

impl Clone for Counted {
    fn clone(&self) -> Self {
        self.0.fetch_add(1, SeqCst);
        Self(Arc::clone(&self.0))
    }
}

impl Counted {
    fn new() -> (Self, Arc<AtomicUsize>) {
        let clones = Arc::default();
        (Self(Arc::clone(&clones)), clones)
    }
}

struct NotClone;

fn take<T>(_: T) {}

#[resilient(backoff = none)]
async fn lent(api: &Api, lent: Counted, not_clone: NotClone) -> Result<String, ApiError> {
    let _ = (&lent.0, &not_clone);
    api.ask("").await
}

#[resilient(backoff = none)]
async fn used_up(api: &Api, used: Counted) -> Result<String, ApiError> {
    take(used);
    api.ask("").await
}

#[resilient(retries = 0)]
async fn once(api: &Api, used: Counted, not_clone: NotClone) -> Result<String, ApiError> {
    take((used, not_clone));
    api.ask("").await
}

#[resilient(backoff = none, fallback = [model = "spare"])]
async fn chain(api: &Api, model: &str, used: Counted) -> Result<String, ApiError> {
    take(used);
    api.ask(model).await
}

#[resilient(backoff = none, otherwise = { take(used); Ok(String::new()) })]
async fn wanted_later(api: &Api, used: Counted) -> Result<String, ApiError> {
    take(used);
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn what_the_body_borrows_is_not_cloned() {
    let (argument, clones) = Counted::new();
    let _ = lent(&Api::new(&[bad(Class::Server)]), argument, NotClone).await;
    assert_eq!(clones.load(SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn what_the_body_uses_up_is_cloned_for_every_attempt_but_the_last() {
    let (argument, clones) = Counted::new();
    let api = Api::new(&[bad(Class::Server)]);
    let _ = used_up(&api, argument).await;
    assert_eq!((api.attempts(), clones.load(SeqCst)), (3, 2));
}

#[tokio::test(start_paused = true)]
async fn no_clone_is_made_for_an_attempt_that_does_not_come() {
    let (argument, clones) = Counted::new();
    let _ = used_up(&Api::new(&[good()]), argument).await;
    assert_eq!(clones.load(SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn with_one_possible_attempt_nothing_is_cloned() {
    let (argument, clones) = Counted::new();
    let _ = once(&Api::new(&[bad(Class::Server)]), argument, NotClone).await;
    assert_eq!(clones.load(SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn the_last_attempt_of_a_chain_is_the_one_on_its_last_target() {
    let (argument, clones) = Counted::new();
    let api = Api::new(&[bad(Class::Overloaded)]);
    let _ = chain(&api, "primary", argument).await;
    assert_eq!((api.attempts(), clones.load(SeqCst)), (4, 3));
}

#[tokio::test(start_paused = true)]
async fn the_last_resort_gets_what_it_names_and_the_attempts_get_clones() {
    let (argument, clones) = Counted::new();
    let _ = wanted_later(&Api::new(&[bad(Class::Server)]), argument).await;
    assert_eq!(clones.load(SeqCst), 3);
}

#[resilient(backoff = none)]
async fn changing(api: &Api, mut words: Vec<usize>) -> Result<String, ApiError> {
    words.push(api.attempts());
    api.ask(&format!("{words:?}")).await
}

#[tokio::test(start_paused = true)]
async fn a_mut_argument_is_fresh_in_every_attempt() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = changing(&api, vec![7]).await;
    assert_eq!(api.asked(), ["[7, 0]", "[7, 1]", "[7, 2]"]);
}

#[resilient(backoff = none)]
async fn writing(api: &Api, seen: &mut Vec<usize>) -> Result<String, ApiError> {
    seen.push(api.attempts());
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn what_is_written_through_a_reference_stays() {
    let (api, mut seen) = (Api::new(&[bad(Class::Server)]), Vec::new());
    let _ = writing(&api, &mut seen).await;
    assert_eq!(seen, [0, 1, 2]);
}

struct Request {
    model: String,
    extra: Counted,
}

#[resilient(backoff = none)]
async fn patterns(
    api: &Api,
    (used, lent): (Counted, Counted),
    Request { model, extra }: Request,
    &[first, _]: &[u8; 2],
) -> Result<String, ApiError> {
    take(used);
    let _ = (&lent, &extra);
    api.ask(&format!("{model}{first}")).await
}

#[tokio::test(start_paused = true)]
async fn each_binding_of_a_pattern_is_an_argument_of_its_own() {
    let ((used, used_clones), (lent, lent_clones)) = (Counted::new(), Counted::new());
    let (extra, extra_clones) = Counted::new();
    let api = Api::new(&[bad(Class::Server)]);
    let _ = patterns(&api, (used, lent), Request { model: "m".into(), extra }, &[4, 2]).await;
    let clones = [used_clones, lent_clones, extra_clones].map(|clones| clones.load(SeqCst));
    assert_eq!((clones, api.asked()), ([2, 0, 0], vec!["m4".to_owned(); 3]));
}

#[resilient(backoff = none)]
async fn generic<T: Display + Clone, const N: usize>(
    api: &Api,
    value: T,
    many: [u8; N],
    shown: impl Display,
) -> Result<String, ApiError> {
    let value = value;
    api.ask(&format!("{value} {N} {} {shown}", many.len())).await
}

#[tokio::test(start_paused = true)]
async fn a_generic_function_is_repeated() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
    assert_eq!(generic(&api, "a", [0; 3], 'x').await.as_deref(), Ok("a 3 3 x"));
}

trait Provider {
    async fn ask(&self) -> Result<String, ApiError>;

    #[resilient(retries = 1, backoff = none)]
    async fn ask_by_default(&self) -> Result<String, ApiError> {
        self.ask().await
    }
}

struct Client {
    api: Api,
    count: usize,
}

impl Client {
    fn failing() -> Self {
        Self { api: Api::new(&[bad(Class::Server)]), count: 0 }
    }

    #[resilient(backoff = none)]
    async fn counting(&mut self) -> Result<String, ApiError> {
        self.count += 1;
        self.api.ask("").await
    }

    #[resilient(backoff = none)]
    async fn owned(self) -> Result<String, ApiError> {
        self.api.ask("").await
    }

    #[resilient(backoff = none)]
    async fn shared(self: Arc<Self>) -> Result<String, ApiError> {
        self.api.ask("").await
    }
}

impl Provider for Client {
    #[resilient(retries = 1, backoff = none, on(auth = retry(1)))]
    async fn ask(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }
}

#[tokio::test(start_paused = true)]
async fn a_method_keeps_its_receiver_from_attempt_to_attempt() {
    let mut client = Client::failing();
    let _ = client.counting().await;
    assert_eq!((client.count, client.api.attempts()), (3, 3));
}

#[tokio::test(start_paused = true)]
async fn a_receiver_by_value_or_in_an_arc_is_repeated() {
    assert_eq!(Client::failing().owned().await, Err(failed(Class::Server, 3)));
    assert_eq!(Arc::new(Client::failing()).shared().await, Err(failed(Class::Server, 3)));
}

#[tokio::test(start_paused = true)]
async fn a_method_of_a_trait_is_repeated_with_and_without_a_body_of_its_own() {
    let client = Client { api: Api::new(&[bad(Class::Network)]), count: 0 };
    assert_eq!(client.ask().await, Err(failed(Class::Network, 2)));
    assert_eq!(client.ask_by_default().await, Err(failed(Class::Network, 6)));
}

macro_rules! made {
    ($name:ident($argument:ident: $ty:ty) $body:block) => {
        #[resilient(backoff = none)]
        async fn $name($argument: $ty) -> Result<String, ApiError> $body
    };
}

made! {
    by_a_macro(api: &Api) {
        api.ask("made").await
    }
}

#[tokio::test(start_paused = true)]
async fn a_function_made_by_a_macro_is_repeated() {
    let api = Api::new(&[bad(Class::Server), good()]);
    assert_eq!(by_a_macro(&api).await.as_deref(), Ok("made"));
}

#[resilient(timeout = "1s", deadline = "1m", breaker = "send", fallback = [number = 1], otherwise = Ok(0))]
async fn not_sync(number: u32, cell: Cell<u32>) -> Result<u32, ApiError> {
    tokio::task::yield_now().await;
    Ok(cell.get() + number)
}

fn is_send(_: &impl Send) -> bool {
    true
}

#[test]
fn a_call_is_send_if_its_arguments_are_though_they_are_not_sync() {
    assert!(is_send(&not_sync(1, Cell::new(2))));
}

struct PanicsWhenCloned;

impl Clone for PanicsWhenCloned {
    fn clone(&self) -> Self {
        panic!("no clone today")
    }
}

#[resilient(breaker = breaker("clone-panics", consecutive = 1))]
async fn with_a_bad_clone(used: PanicsWhenCloned) -> Result<(), ApiError> {
    take(used);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_clone_that_panics_counts_as_a_panic_of_the_body_and_gives_the_permit_back() {
    let task = tokio::spawn(with_a_bad_clone(PanicsWhenCloned));
    assert!(task.await.is_err_and(|error| error.is_panic()));
    let snapshot = resilient::breaker("clone-panics").unwrap().snapshot();
    assert_eq!((snapshot.state, snapshot.probes), (resilient::BreakerState::Open, 0));
}
