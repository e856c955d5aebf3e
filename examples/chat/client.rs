//! The client of a chat API: an ordinary function, and `#[resilient]` on top of it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use resilient::reqwest::check;
use resilient::{Class, Classify, StatusError, Verdict, resilient};
use serde::Deserialize;
use serde_json::json;
use tracing::debug;

/// A chat API, two keys for it, and what it has answered so far.
pub(crate) struct Chat {
    http: reqwest::Client,
    url: String,
    key: String,
    spare_key: String,
    cache: Mutex<HashMap<String, String>>,
}

impl Chat {
    pub(crate) fn new(http: reqwest::Client, base_url: &str, key: &str, spare_key: &str) -> Self {
        Self {
            http,
            url: format!("{base_url}/chat/completions"),
            key: key.to_owned(),
            spare_key: spare_key.to_owned(),
            cache: Mutex::default(),
        }
    }

    /// Asks `model`, or whoever can answer in its place.
    pub(crate) async fn ask(&self, model: &str, question: &str) -> Result<Answer, ChatError> {
        let answer = self.complete(&self.key, model, question).await?;
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.insert(question.to_owned(), answer.text.clone());
        Ok(answer)
    }

    /// One request; how often, to whom and for how long is the attribute's business.
    #[resilient(
        retries   = 4,                                        // in the whole call
        timeout   = ["4s", "2s"],                             // an attempt; after a timeout, less
        deadline  = "12s",                                    // the whole call
        backoff   = "250ms",                                  // then 500 ms, then 1 s ..
        breaker   = breaker("chat:{model}", consecutive = 3, open = "3s"),
        fallback  = [
            model = "gpt-5.4-mini",                           // the same key, a smaller model
            (model = "gpt-4.1-mini", key = &self.spare_key),  // another account
        ],
        otherwise = self.cached_answer(question, error),      // better an old answer than none
    )]
    async fn complete(&self, key: &str, model: &str, question: &str) -> Result<Answer, ChatError> {
        debug!(model, "asks");
        let body = json!({
            "model": model,
            "messages": [
                { "role": "system", "content": "Answer in one short sentence." },
                { "role": "user", "content": question },
            ],
        });
        let response = self.http.post(&self.url).bearer_auth(key).json(&body).send().await?;
        debug!(model, status = response.status().as_u16(), "came back");
        let completion: Completion = check(response).await?.json().await?;
        let text = completion.text().ok_or(ChatError::Empty)?;
        Ok(Answer { text, by: model.to_owned() })
    }

    /// What the same question was answered last time.
    fn cached_answer(&self, question: &str, error: &ChatError) -> Result<Answer, ChatError> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        match cache.get(question) {
            Some(text) => Ok(Answer { text: text.clone(), by: "the cache".to_owned() }),
            None => Err(ChatError::Unanswered { last: error.to_string() }),
        }
    }
}

/// An answer, and who gave it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) by: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChatError {
    #[error("the API answered with {0}")]
    Status(#[from] StatusError),
    #[error("the API can't be reached or read")]
    Transport(#[from] reqwest::Error),
    #[error("the answer has no text in it")]
    Empty,
    #[error(transparent)]
    Stopped(#[from] resilient::Error),
    #[error("nobody answered, and the cache doesn't know either; the last error: {last}")]
    Unanswered { last: String },
}

/// What `#[resilient]` has to know of an error: here, mostly what the library knows already.
impl Classify for ChatError {
    fn classify(&self) -> Verdict {
        match self {
            Self::Status(answer) => answer.classify(),
            Self::Transport(error) => error.classify(),
            Self::Empty => Class::Malformed.into(),
            Self::Stopped(stop) => stop.classify(),
            Self::Unanswered { .. } => Class::Unknown.into(),
        }
    }
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

impl Completion {
    fn text(self) -> Option<String> {
        self.choices.into_iter().find_map(|choice| choice.message.content)
    }
}
