//! Recordings: what happened, with attempts, waits and times.

use super::*;

#[tokio::test(start_paused = true)]
async fn attempts_and_waits_are_those_of_the_calls() {
    let _isolated = isolate();
    let recording = record();
    let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
    assert!(chat(&api).await.is_ok());
    assert_eq!(recording.attempts("chat"), 3);
    assert_eq!(recording.waits("chat"), [s(1), s(1)]);
    assert_eq!(recording.ids(), ["testing::chat"]);
}

#[tokio::test(start_paused = true)]
async fn events_have_times_on_the_clock_of_the_test() {
    let _isolated = isolate();
    let recording = record();
    let _ = chat(&Api::new(&[bad(Class::Server).after(ms(250)), good()])).await;
    let lines = recording.to_string();
    let expected = "\
0ns testing::chat: `chat` is asked
250ms testing::chat: `chat` failed, server; retry in 1s
1.25s testing::chat: `chat` is asked
1.25s testing::chat: `chat` answered
";
    assert_eq!(lines, expected);
}

#[tokio::test(start_paused = true)]
async fn a_recording_begins_where_it_is_made_and_several_can_run() {
    let _isolated = isolate();
    let all = record();
    let _ = chat(&Api::new(&[good()])).await;
    let later = record();
    assert!(later.events().is_empty());
    let _ = chat(&Api::new(&[good()])).await;
    assert_eq!((all.attempts("chat"), later.attempts("chat")), (2, 1));
    drop(all);
    assert_eq!(later.attempts("chat"), 1);
}

#[resilient(
        retries = 0,
        breaker = breaker("chain:{model}", consecutive = 1),
        fallback = [model = "spare", other(api)],
        otherwise = Ok("last resort".to_owned())
    )]
async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

async fn other(api: &Api) -> Result<String, ApiError> {
    api.ask("other").await
}

#[tokio::test(start_paused = true)]
async fn a_chain_tells_whom_it_asked_whom_it_left_out_and_who_answered() {
    let _isolated = isolate();
    let api = Api::new(&[bad(Class::Server)]);
    let _ = chain(&api, "first").await;
    let recording = record();
    assert_eq!(chain(&api, "first").await.as_deref(), Ok("last resort"));
    assert_eq!(recording.attempts("chain"), 1);
    let events: Vec<Event> = recording.events().into_iter().map(|it| it.event).collect();
    assert!(matches!(events[0], Event::Skipped { target: "chain", .. }));
    assert!(matches!(events[1], Event::Skipped { target: "model = \"spare\"", .. }));
    assert!(matches!(events[2], Event::Asked { target: "other(..)", .. }));
    assert!(matches!(events[4], Event::LastResort { class: Class::Server, .. }));
}

#[resilient(retries = 0)]
async fn plain() -> io::Result<u32> {
    Ok(1)
}

#[resilient(retries = 0, fallback = [spare()])]
async fn plain_chain() -> io::Result<u32> {
    Err(io::ErrorKind::ConnectionReset.into())
}

async fn spare() -> io::Result<u32> {
    std::future::ready(Ok(2)).await
}

#[tokio::test]
async fn calls_without_timeout_or_breaker_are_heard_too() {
    let _isolated = isolate();
    let recording = record();
    assert_eq!((plain().await.unwrap(), plain_chain().await.unwrap()), (1, 2));
    assert_eq!((recording.attempts("plain"), recording.attempts("plain_chain")), (1, 2));
    let _ = bypass(plain()).await;
    assert_eq!(recording.attempts("plain"), 2);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_its_caller_drops_was_made() {
    let _isolated = isolate();
    let recording = record();
    let _ = tokio::time::timeout(s(1), chat(&Api::new(&[hangs()]))).await;
    assert_eq!(recording.attempts("chat"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_a_gate_is_a_wait() {
    let _isolated = isolate();
    let api = Api::new(&[limited(s(2)), good()]);
    let _ = tokio::time::timeout(ms(1), chat(&api)).await;
    let recording = record();
    assert!(chat(&api).await.is_ok());
    let waits = recording.waits("chat");
    assert!(waits.len() == 1 && waits[0] >= ms(1_999) && waits[0] <= ms(2_200), "{waits:?}");
}

mod a {
    #[super::resilient]
    pub(super) async fn twin() -> std::io::Result<()> {
        Ok(())
    }
}

mod b {
    #[super::resilient]
    pub(super) async fn twin() -> std::io::Result<()> {
        Ok(())
    }
}

#[resilient(id = "short")]
async fn with_an_id() -> io::Result<()> {
    Ok(())
}

#[tokio::test]
async fn the_last_parts_of_a_path_are_enough_as_long_as_they_fit_one_function() {
    let _isolated = isolate();
    let recording = record();
    let _ = (a::twin().await, b::twin().await, b::twin().await, with_an_id().await);
    assert_eq!((recording.attempts("a::twin"), recording.attempts("b::twin")), (1, 2));
    assert_eq!(recording.attempts("testing::recordings::b::twin"), 2);
    assert_eq!(recording.attempts("short"), 1);
    let message = failure(|| drop(recording.waits("twin")));
    assert!(message.starts_with("`twin` may be `testing::recordings::a::twin` or"), "{message}");
    let message = failure(|| assert_eq!(recording.attempts("shrot"), 0));
    assert!(message.starts_with("`shrot` did nothing; `short`, `testing::"), "{message}");
}

fn waits_of(recording: &Recording) -> Vec<Duration> {
    recording.waits("jittery")
}

#[resilient(retries = 4, jitter = full)]
async fn jittery() -> io::Result<()> {
    Err(io::ErrorKind::ConnectionReset.into())
}

#[test]
fn dice_are_the_same_in_each_scope_unless_they_are_seeded() {
    let run = |number: Option<u64>| {
        let _isolated = isolate();
        if let Some(number) = number {
            seed(number);
        }
        let recording = record();
        assert!(block_on(jittery()).is_err());
        waits_of(&recording)
    };
    let (one, two, seeded) = (run(None), run(None), run(Some(7)));
    assert_eq!((one.len(), &one), (4, &two));
    assert_ne!(one, seeded);
    assert_eq!(seeded, run(Some(7)));
}
