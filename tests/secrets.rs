//! Keys and prompts pass through calls; no line of the log shows them, at any level.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use resilient::reqwest::{Error, check};
use resilient::resilient;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use server::Server;

mod server;

const SECRET: &str = "sk-planted-secret";

/// Keeps each line of ours: what the clients log is theirs.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "resilient" {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

/// With each kind of event: a retry, a breaker that opens, the next target, the last resort.
#[resilient(
    retries = 2,
    backoff = none,
    timeout = "5s",
    breaker = breaker("secrets", consecutive = 2),
    fallback = [key = "other", ask(closed, key, prompt)],
    otherwise = Err(error.to_string().into()),
)]
async fn chat(url: &str, closed: &str, key: &str, prompt: &str) -> Result<String, Boxed> {
    Ok(ask(url, key, prompt).await?)
}

type Boxed = Box<dyn std::error::Error + Send + Sync>;

async fn ask(url: &str, key: &str, prompt: &str) -> Result<String, Error> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let request = client.post(format!("{url}/{key}?key={key}")).bearer_auth(key);
    Ok(check(request.body(prompt.to_owned()).send().await?).await?.text().await?)
}

#[tokio::test]
async fn no_line_of_the_log_shows_a_key_a_prompt_or_an_answer() {
    let body = format!(r#"{{"error":{{"message":"{SECRET}","type":"{SECRET}"}}}}"#);
    let lines = Lines::default();
    let listener = tracing_subscriber::registry().with(lines.clone());
    let guard = tracing::subscriber::set_default(listener);
    for status in ["500 x", "429 x", "401 x", "400 x", "402 x"] {
        let server = Server::answering(status, &format!("x-key: {SECRET}\r\n"), &body).await;
        let url = server.address.replace("//", &format!("//user:{SECRET}@"));
        let closed = server::closed().await;
        let error = chat(&url, &closed, SECRET, SECRET).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(SECRET), "{status}: {error:?}");
    }
    drop(guard);
    let lines = lines.0.lock().unwrap().join("\n");
    for told in ["attempt failed", "breaker changed", "target skipped", "call failed"] {
        assert!(lines.contains(told), "{told} is not among\n{lines}");
    }
    assert!(!lines.contains(SECRET), "{lines}");
}
