//! What each status of an API leads to, over real HTTP: a server on the loopback counts its requests.
//!
//! Here the clock is real, so waits are milliseconds and only their lower bounds are looked at;
//! what has to happen at once has a backoff of an hour beside it.
#![allow(clippy::expect_used, reason = "clippy knows a test only by its attribute")]

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use resilient::reqwest::{Error, check};
use resilient::{BreakerState, Class, resilient};
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use common::{Api, ApiError, bad, limited, ms, s};

mod common;

#[resilient(
    retries = 5,
    backoff = exponential(base = "10ms", factor = 2, max = "80ms"),
    jitter = none,
    fallback = [model = "spare"]
)]
async fn waiting(server: &Server, model: &str) -> Result<String, Error> {
    server.ask(model).await
}

#[resilient(
    retries = 5,
    timeout = ["1s", "500ms"],
    backoff = constant("1h"),
    fallback = [model = "spare"]
)]
async fn at_once(server: &Server, model: &str) -> Result<String, Error> {
    server.ask(model).await
}

#[resilient(
    retries = 0,
    breaker = breaker("seed:{server.address}:{model}", consecutive = 3, open = "1s"),
    fallback = [model = "spare"]
)]
async fn guarded(server: &Server, model: &str) -> Result<String, Error> {
    server.ask(model).await
}

#[tokio::test]
async fn a_429_is_repeated_after_waits_that_double() {
    let server = Server::start(&[("primary", &[status(429), status(429), status(200)])]).await;
    assert_eq!(in_time(waiting(&server, "primary")).await.unwrap(), "primary");
    let gaps = server.gaps("primary");
    assert!(gaps.len() == 2 && gaps[0] >= ms(10) && gaps[1] >= ms(20), "{gaps:?}");
    assert_eq!(server.hits("spare"), 0);
}

#[tokio::test]
async fn a_429_with_a_hint_is_not_repeated_before_it_is_over() {
    let hinted = status(429).header("retry-after-ms", "250");
    let server = Server::start(&[("primary", &[hinted, status(200)])]).await;
    assert_eq!(in_time(waiting(&server, "primary")).await.unwrap(), "primary");
    assert!(server.gaps("primary")[0] >= ms(250), "{:?}", server.gaps("primary"));
}

#[tokio::test]
async fn a_429_with_a_long_hint_goes_to_the_next_model_at_once() {
    let hinted = status(429).header("retry-after", "47");
    let server = Server::start(&[("primary", &[hinted])]).await;
    assert_eq!(in_time(at_once(&server, "primary")).await.unwrap(), "spare");
    assert_eq!(server.hits("primary"), 1);
}

#[tokio::test]
async fn a_429_that_goes_on_goes_to_the_next_model_when_the_retries_are_spent() {
    let server = Server::start(&[("primary", &[status(429)])]).await;
    assert_eq!(in_time(waiting(&server, "primary")).await.unwrap(), "spare");
    assert_eq!((server.hits("primary"), server.hits("spare")), (6, 1));
}

#[tokio::test]
async fn a_500_gets_two_retries_and_then_the_next_model() {
    let server = Server::start(&[("primary", &[status(500)])]).await;
    assert_eq!(in_time(waiting(&server, "primary")).await.unwrap(), "spare");
    assert_eq!((server.hits("primary"), server.hits("spare")), (3, 1));
}

#[tokio::test]
async fn a_503_goes_to_the_next_model_at_once() {
    let server = Server::start(&[("primary", &[status(503)])]).await;
    assert_eq!(in_time(at_once(&server, "primary")).await.unwrap(), "spare");
    assert_eq!((server.hits("primary"), server.hits("spare")), (1, 1));
}

#[tokio::test]
async fn a_timeout_is_repeated_at_once_with_the_next_limit() {
    let server = Server::start(&[("primary", &[status(200).after(s(60))])]).await;
    let start = Instant::now();
    assert_eq!(in_time(at_once(&server, "primary")).await.unwrap(), "spare");
    assert!(server.gaps("primary")[0] >= ms(950), "{:?}", server.gaps("primary"));
    // With the first limit twice it would take two seconds at least.
    assert!((ms(1_500)..s(2)).contains(&start.elapsed()), "{:?}", start.elapsed());
    assert_eq!((server.hits("primary"), server.hits("spare")), (2, 1));
}

#[tokio::test]
async fn an_answer_that_comes_in_the_second_limit_counts() {
    let slow = status(200).after(s(60));
    let server = Server::start(&[("primary", &[slow, status(200).after(ms(20))])]).await;
    assert_eq!(in_time(at_once(&server, "primary")).await.unwrap(), "primary");
}

#[tokio::test]
async fn a_401_is_never_repeated_and_the_next_model_is_asked() {
    let server = Server::start(&[("primary", &[status(401)])]).await;
    assert_eq!(in_time(at_once(&server, "primary")).await.unwrap(), "spare");
    assert_eq!((server.hits("primary"), server.hits("spare")), (1, 1));
}

#[tokio::test]
async fn a_400_is_never_repeated_and_comes_back_as_it_is() {
    let server = Server::start(&[("primary", &[status(400)])]).await;
    let result = in_time(at_once(&server, "primary")).await;
    assert!(matches!(result, Err(Error::Status(answer)) if answer.status() == 400));
    assert_eq!((server.hits("primary"), server.hits("spare")), (1, 0));
}

#[tokio::test]
async fn a_refused_connection_is_repeated_and_then_the_last_error_comes_back() {
    let server = Server::start(&[]).await.stop().await;
    let start = Instant::now();
    let result = in_time(waiting(&server, "primary")).await;
    assert!(matches!(result, Err(Error::Transport(error)) if error.is_connect()));
    // 10, 20, 40, 80 and 80 ms on the first model; none is left for the second.
    assert!(start.elapsed() >= ms(230), "{:?}", start.elapsed());
}

/// Fails until its breaker is open.
async fn opened() -> Server {
    let server = Server::start(&[("primary", &[status(500)])]).await;
    for _ in 0..3 {
        let _ = guarded(&server, "primary").await;
    }
    server
}

#[tokio::test]
async fn at_its_threshold_the_breaker_opens_and_the_primary_is_left_alone() {
    let server = opened().await;
    assert_eq!(server.breaker().state(), BreakerState::Open);
    for _ in 0..5 {
        assert_eq!(in_time(guarded(&server, "primary")).await.unwrap(), "spare");
    }
    assert_eq!((server.hits("primary"), server.hits("spare")), (3, 8));
}

#[tokio::test]
async fn after_the_reset_time_one_probe_goes_through() {
    let server = opened().await;
    server.script("primary", &[status(200).after(ms(300))]);
    sleep(ms(1_150)).await;
    let call = || guarded(&server, "primary");
    let _ = in_time(async { tokio::join!(call(), call(), call(), call()) }).await;
    assert_eq!((server.hits("primary"), server.hits("spare")), (4, 6));
}

#[tokio::test]
async fn a_probe_that_succeeds_closes_the_breaker() {
    let server = opened().await;
    server.script("primary", &[status(200)]);
    sleep(ms(1_150)).await;
    for _ in 0..3 {
        assert_eq!(in_time(guarded(&server, "primary")).await.unwrap(), "primary");
    }
    assert_eq!(server.breaker().state(), BreakerState::Closed);
}

#[tokio::test]
async fn a_probe_that_fails_opens_the_breaker_again() {
    let server = opened().await;
    sleep(ms(1_150)).await;
    let _ = (guarded(&server, "primary").await, guarded(&server, "primary").await);
    assert_eq!((server.hits("primary"), server.breaker().state()), (4, BreakerState::Open));
}

#[resilient(
    retries = 9,
    backoff = exponential(base = "1s", factor = 2, max = "60s", plus = "1s"),
    jitter = none
)]
async fn as_in_the_table(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn a_429_waits_for_two_to_the_n_seconds_and_up_to_one_more_but_no_longer_than_a_minute() {
    for seed in 0..100 {
        resilient::testing::seed(seed);
        let api = Api::new(&[bad(Class::RateLimited)]);
        let _ = as_in_the_table(&api).await;
        for (n, wait) in api.waits().into_iter().enumerate() {
            let least = s(1 << n).min(s(60));
            assert!(wait >= least && wait <= (least + s(1)).min(s(60)) + ms(1), "{n}: {wait:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_429_obeys_retry_after() {
    let api = Api::new(&[limited(s(20)), limited(s(40)), common::good()]);
    assert!(as_in_the_table(&api).await.is_ok());
    let waits = api.waits();
    assert!(waits[0] >= s(20) && waits[0] <= s(21) && waits[1] >= s(40) && waits[1] <= s(41));
}

/// Fails a test that hangs.
async fn in_time<T>(call: impl Future<Output = T>) -> T {
    timeout(s(20), call).await.expect("an answer within 20 s")
}

/// A server that answers from a script for each model, and 200 for the others.
struct Server {
    address: String,
    client: reqwest::Client,
    state: Arc<Scripts>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct Scripts {
    answers: Mutex<HashMap<String, VecDeque<Answer>>>,
    hits: Mutex<Vec<(String, Instant)>>,
}

#[derive(Clone, Copy)]
struct Answer {
    status: u16,
    header: Option<(&'static str, &'static str)>,
    after: Duration,
}

const fn status(status: u16) -> Answer {
    Answer { status, header: None, after: Duration::ZERO }
}

impl Answer {
    const fn header(self, name: &'static str, value: &'static str) -> Self {
        Self { header: Some((name, value)), ..self }
    }

    const fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }
}

impl Server {
    async fn start(scripts: &[(&str, &[Answer])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(Scripts::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&state));
        let task = tokio::spawn(async { axum::serve(listener, router).await.expect("it serves") });
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let server = Self { address, client, state, task };
        for (model, answers) in scripts {
            server.script(model, answers);
        }
        server
    }

    /// Nobody listens on its port any more.
    async fn stop(self) -> Self {
        self.task.abort();
        while !self.task.is_finished() {
            tokio::task::yield_now().await;
        }
        self
    }

    fn script(&self, model: &str, answers: &[Answer]) {
        let script = answers.iter().copied().collect();
        self.state.answers.lock().expect("no panic").insert(model.to_owned(), script);
    }

    async fn ask(&self, model: &str) -> Result<String, Error> {
        let response = self.client.get(format!("{}/{model}", self.address)).send().await?;
        Ok(check(response).await?.text().await?)
    }

    fn breaker(&self) -> resilient::Breaker {
        resilient::breaker(&format!("seed:{}:primary", self.address)).expect("it was used")
    }

    fn times(&self, model: &str) -> Vec<Instant> {
        let hits = self.state.hits.lock().expect("no panic");
        hits.iter().filter(|(asked, _)| asked == model).map(|(_, at)| *at).collect()
    }

    fn hits(&self, model: &str) -> usize {
        self.times(model).len()
    }

    /// The times between the requests for a model.
    fn gaps(&self, model: &str) -> Vec<Duration> {
        self.times(model).windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

async fn answer(State(scripts): State<Arc<Scripts>>, uri: Uri) -> Response {
    let model = uri.path().trim_start_matches('/').to_owned();
    scripts.hits.lock().expect("no panic").push((model.clone(), Instant::now()));
    let answer = scripts.next(&model);
    sleep(answer.after).await;
    let status = StatusCode::from_u16(answer.status).expect("a status");
    (status, axum::response::AppendHeaders(answer.header), model).into_response()
}

impl Scripts {
    fn next(&self, model: &str) -> Answer {
        let mut answers = self.answers.lock().expect("no panic");
        match answers.get_mut(model) {
            Some(script) if script.len() > 1 => script.pop_front().expect("more than one"),
            Some(script) => script[0],
            None => status(200),
        }
    }
}
