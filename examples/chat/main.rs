//! A chat client with `#[resilient]` asks its questions while the provider has a bad day.
//!
//! `cargo run --example chat`; what there is to learn stands in `client.rs`. Where nobody watches, it is a test:
//! `cargo run --example chat -- --seed 7 > /dev/null` ends with 0 if every question got its answer.

mod args;
mod client;
mod paint;
mod provider;
mod report;
mod script;
mod tally;
mod timeline;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use tracing_subscriber::layer::SubscriberExt;

use crate::args::{Choice, Task, USAGE};
use crate::client::Chat;
use crate::paint::Paint;
use crate::provider::Provider;
use crate::script::{DAY, FIRST, KEY, SPARE_KEY, Scene};
use crate::timeline::Timeline;

// One thread, so that the seeded chance is drawn in one order.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("chat: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let (seed, provider) = match args::read(env::args().skip(1))? {
        Task::Help => {
            println!("{USAGE}");
            return Ok(());
        }
        Task::Play { seed, provider } => (seed, provider),
    };
    resilient::testing::seed(seed);
    let timeline = Timeline::new(Paint::of_stdout());
    let subscriber = tracing_subscriber::registry().with(timeline.clone());
    tracing::subscriber::set_global_default(subscriber)?;
    match provider {
        Choice::Scripted => play(&timeline, seed).await?,
        Choice::Real { base_url, key, model } => talk(&timeline, &base_url, &key, &model).await?,
    }
    timeline.table();
    match timeline.unanswered() {
        0 => Ok(()),
        unanswered => Err(format!("{unanswered} questions have no answer").into()),
    }
}

/// The scripted day, scene by scene.
async fn play(timeline: &Timeline, seed: u64) -> Result<(), Box<dyn Error>> {
    let (provider, base_url) = Provider::open().await?;
    // What is on this machine's loopback is not behind its proxy.
    let http = reqwest::Client::builder().no_proxy().build()?;
    let chat = Chat::new(http, &base_url, KEY, SPARE_KEY);
    timeline.title(&format!(
        "Three models, two keys, one cache, and a provider on a bad day (seed {seed})"
    ));
    for scene in DAY {
        provider.play(scene);
        timeline.title(scene.title());
        ask_all(timeline, &chat, FIRST, scene).await;
    }
    Ok(())
}

/// The same questions to a real provider.
async fn talk(
    timeline: &Timeline,
    base_url: &str,
    key: &str,
    model: &str,
) -> Result<(), Box<dyn Error>> {
    let http = reqwest::Client::new();
    let models = http.get(format!("{base_url}/models")).bearer_auth(key).timeout(PATIENCE);
    let reached = models.send().await.map_err(|error| unreachable(base_url, &error))?;
    if matches!(reached.status().as_u16(), 401 | 403) {
        return Err(format!("{base_url} does not accept this OPENAI_API_KEY").into());
    }
    let chat = Chat::new(http, base_url, key, key);
    timeline.title(&format!("{base_url} is asked, {model} first"));
    for scene in DAY {
        ask_all(timeline, &chat, model, scene).await;
    }
    Ok(())
}

async fn ask_all(timeline: &Timeline, chat: &Chat, model: &str, scene: Scene) {
    for question in scene.questions() {
        timeline.question(question);
        timeline.answer(&chat.ask(model, question).await);
    }
}

/// One line, with the reason that the client hides deepest.
fn unreachable(base_url: &str, error: &reqwest::Error) -> String {
    let mut reason: &dyn Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    format!("{base_url} can't be reached: {reason}")
}

const PATIENCE: Duration = Duration::from_secs(10);
