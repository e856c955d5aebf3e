//! The trail: who answered, what failed before, and what was made inside of what.

mod common;

use std::time::Duration;

use common::{Api, ApiError, bad, failed, good, hangs, limited, panics};
use resilient::testing::{self, Outcome};
use resilient::{Class, End, resilient, trail};

const SECOND: Duration = Duration::from_secs(1);

#[resilient(id = "chat", retries = 3, timeout = "10s", backoff = "1s", jitter = none, fallback = [model = "b"])]
async fn chat(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn a_trail_tells_who_answered_and_what_failed_before() {
    let api =
        Api::of(&[("a", &[bad(Class::Server), bad(Class::Auth)]), ("b", &[good().after(SECOND)])]);
    let (answer, trail) = trail(chat(&api, "a")).await;
    assert_eq!(answer.unwrap(), "b");
    let story = "\
chat: answered by model = \"b\" after 2s
  1 chat: server after 0ns; again in 1s
  2 chat: auth after 0ns; on to the next target
  3 model = \"b\": answered after 1s
";
    assert_eq!(trail.to_string(), story);
    assert_eq!((trail.answered_by(), trail.took()), (Some("model = \"b\""), 2 * SECOND));
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_told_as_it_was_given() {
    let api = Api::new(&[limited(2 * SECOND), good()]);
    let (_, trail) = trail(chat(&api, "a")).await;
    let first = trail.attempts().next().unwrap();
    assert_eq!((first.class(), first.hint()), (Some(Class::RateLimited), Some(2 * SECOND)));
    assert!(first.wait() >= Some(2 * SECOND), "{trail}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_of_a_function_without_timeout_or_breaker_begins_after_the_wait() {
    #[resilient(id = "plain", retries = 1, backoff = "1s", jitter = none)]
    async fn plain(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    let api = Api::new(&[bad(Class::Server).after(SECOND), good().after(SECOND)]);
    let (_, trail) = trail(plain(&api)).await;
    let times: Vec<_> = trail.attempts().map(|it| (it.number(), it.began(), it.took())).collect();
    assert_eq!(times, [(1, Duration::ZERO, Some(SECOND)), (2, 2 * SECOND, Some(SECOND))]);
}

#[tokio::test(start_paused = true)]
async fn a_skipped_target_names_its_breaker_and_a_move_of_a_breaker_its_call() {
    #[resilient(id = "shut", retries = 0, breaker = breaker("trail-shut", consecutive = 1, open = "30s"))]
    async fn shut(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    let api = Api::new(&[bad(Class::Server)]);
    let (_, opened) = trail(shut(&api)).await;
    let (_, skipped) = trail(shut(&api)).await;
    assert!(
        opened.to_string().contains("\n  - breaker `trail-shut`: closed -> open for "),
        "{opened}"
    );
    let call = skipped.calls().next().unwrap();
    let step = call.skipped().next().unwrap();
    assert_eq!((step.breaker(), step.is_rate_limited()), ("trail-shut", false));
    assert_eq!((call.attempts().count(), call.end()), (0, Some(End::Failed(Class::Overloaded))));
}

#[tokio::test(start_paused = true)]
async fn the_calls_of_a_join_are_kept_apart() {
    let api =
        Api::of(&[("a", &[good().after(2 * SECOND)]), ("b", &[bad(Class::Invalid).after(SECOND)])]);
    let (_, trail) = trail(async { tokio::join!(chat(&api, "a"), chat(&api, "b")) }).await;
    let ends: Vec<_> = trail.calls().map(|call| (call.end(), call.took())).collect();
    let expected = [
        (Some(End::Answered), Some(2 * SECOND)),
        (Some(End::Failed(Class::Invalid)), Some(SECOND)),
    ];
    assert_eq!(ends, expected);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_loses_a_select_is_cancelled() {
    let api = Api::of(&[("a", &[hangs()]), ("b", &[good().after(SECOND)])]);
    let (_, trail) = trail(async {
        tokio::select! { it = chat(&api, "a") => it, it = chat(&api, "b") => it }
    })
    .await;
    let mut ends: Vec<_> = trail.calls().map(|call| format!("{:?}", call.end())).collect();
    ends.sort();
    assert_eq!(ends, ["Some(Answered)", "Some(Cancelled)"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_by_the_last_future_of_the_trail_is_cancelled() {
    let api = Api::new(&[hangs()]);
    let (_, trail) = trail(tokio::time::timeout(SECOND, chat(&api, "a"))).await;
    let call = trail.calls().next().unwrap();
    assert_eq!((call.end(), call.took()), (Some(End::Cancelled), Some(SECOND)));
    assert_eq!(call.attempts().next().unwrap().end(), Some(End::Cancelled));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_had_begun_before_is_there_from_its_next_attempt_on() {
    let api = Api::new(&[bad(Class::Server).after(SECOND), good()]);
    let mut call = std::pin::pin!(chat(&api, "a"));
    tokio::select! { biased; _ = &mut call => {}, () = std::future::ready(()) => {} }
    assert!(api.is_asked_now());
    let (answer, trail) = trail(call).await;
    assert_eq!(answer.as_deref(), Ok("a"));
    let story = "chat: answered by chat after 0ns\n  2 chat: answered after 0ns\n";
    assert_eq!((trail.to_string().as_str(), trail.took()), (story, 2 * SECOND));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_midway_is_cancelled_and_the_others_go_on() {
    let api = Api::of(&[("a", &[bad(Class::Server), hangs()]), ("b", &[good()])]);
    let (answer, trail) = trail(async {
        let _ = tokio::time::timeout(3 * SECOND, chat(&api, "a")).await;
        chat(&api, "b").await
    })
    .await;
    assert_eq!(answer.as_deref(), Ok("b"));
    let story = "\
chat: cancelled after 3s
  1 chat: server after 0ns; again in 1s
  2 chat: cancelled after 2s
chat: answered by chat after 0ns
  1 chat: answered after 0ns
";
    assert_eq!(trail.to_string(), story);
}

#[tokio::test(start_paused = true)]
async fn a_trail_that_is_dropped_leaves_its_calls_cancelled_in_the_outer_one() {
    let api = Api::new(&[hangs(), good()]);
    let (_, outer) = trail(async {
        let _ = tokio::time::timeout(SECOND, trail(chat(&api, "a"))).await;
        chat(&api, "a").await
    })
    .await;
    let ends: Vec<_> = outer.calls().map(|call| call.end()).collect();
    assert_eq!(ends, [Some(End::Cancelled), Some(End::Answered)]);
}

#[tokio::test(start_paused = true)]
async fn a_trail_in_a_scope_tells_what_the_script_and_the_breaker_of_the_scope_made_of_the_call() {
    #[resilient(id = "scoped", retries = 1, backoff = "1s", jitter = none, breaker = breaker("trail-scoped", consecutive = 2))]
    async fn scoped(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    let api = Api::new(&[good()]);
    let ((), trail) = trail(testing::scope(async {
        testing::script("scoped", [Outcome::error(failed(Class::Server, 1)), Outcome::hang()]);
        let _ = tokio::time::timeout(3 * SECOND, scoped(&api)).await;
        resilient::breaker("trail-scoped").unwrap().force_open();
        let _ = scoped(&api).await;
    }))
    .await;
    let story = "\
scoped: cancelled after 3s
  1 scoped: server after 0ns; again in 1s
  2 scoped: cancelled after 2s
- breaker `trail-scoped`: closed -> forced_open
scoped: failed with overloaded of scoped after 0ns
  - scoped: skipped, `trail-scoped` is open
";
    assert_eq!((trail.to_string().as_str(), api.attempts()), (story, 0));
    assert!(resilient::breaker("trail-scoped").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_trail_within_a_trail_leaves_the_outer_one_whole() {
    let api = Api::new(&[good()]);
    let ((first, inner), outer) = trail(async {
        let _ = chat(&api, "a").await;
        trail(chat(&api, "a")).await
    })
    .await;
    assert_eq!(first.unwrap(), "a");
    assert_eq!((inner.calls().count(), outer.calls().count()), (1, 2));
}

#[tokio::test]
async fn after_a_panic_the_thread_holds_no_trail() {
    let api = Api::new(&[panics(), good()]);
    let ended = caught(trail(chat(&api, "a"))).await;
    assert!(ended.is_err());
    let (_, after) = trail(chat(&api, "a")).await;
    assert_eq!(after.calls().count(), 1, "{after}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trail_moves_between_threads_with_its_future() {
    let task = tokio::spawn(async {
        let api = Api::new(&[bad(Class::Timeout).after(Duration::from_millis(1)), good()]);
        let (_, trail) = trail(chat(&api, "a")).await;
        trail.attempts().count()
    });
    assert_eq!(task.await.unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_there_is_no_room_for_is_counted() {
    let api = Api::new(&[good()]);
    let ((), trail) = trail(async {
        for _ in 0..600 {
            let _ = chat(&api, "a").await;
        }
    })
    .await;
    assert_eq!((trail.calls().count(), trail.attempts().count(), trail.left_out()), (512, 512, 88));
    assert!(trail.to_string().ends_with(".. and 88 more that there was no room for\n"));
}

#[tokio::test(start_paused = true)]
async fn a_trail_can_be_serialized() {
    let api = Api::new(&[bad(Class::Server), good()]);
    let (_, trail) = trail(chat(&api, "a")).await;
    let attempt = |number, end, class: Option<&str>, began, wait: Option<u64>| {
        serde_json::json!({
            "number": number, "target": "chat", "end": end, "class": class,
            "began_ms": began, "took_ms": 0, "hint_ms": null, "wait_ms": wait, "calls": [],
        })
    };
    let expected = serde_json::json!({
        "took_ms": 1000, "left_out": 0,
        "calls": [{
            "id": "chat", "end": "answered", "class": null, "target": "chat",
            "began_ms": 0, "took_ms": 1000, "skipped": [], "calls": [],
            "attempts": [
                attempt(1, "failed", Some("server"), 0, Some(1000)),
                attempt(2, "answered", None, 1000, None),
            ],
        }],
    });
    assert_eq!(serde_json::to_value(&trail).unwrap(), expected);
}

/// Runs a future, and catches its panic.
async fn caught<F: Future>(future: F) -> std::thread::Result<F::Output> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|cx| {
        let polled = std::panic::AssertUnwindSafe(|| future.as_mut().poll(cx));
        match std::panic::catch_unwind(polled) {
            Ok(polled) => polled.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    })
    .await
}
