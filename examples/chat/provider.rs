//! The scripted provider: `POST /v1/chat/completions` on a loopback port, on a bad day.

use std::collections::HashMap;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::script::{Reply, Scene, answer};

/// A provider that plays one scene at a time.
#[derive(Clone)]
pub(crate) struct Provider {
    stage: Arc<Mutex<Stage>>,
}

struct Stage {
    scene: Scene,
    /// How often each model has been asked in this scene.
    asked: HashMap<String, u32>,
}

impl Provider {
    /// Opens on a free port, and says where.
    pub(crate) async fn open() -> io::Result<(Self, String)> {
        let stage = Stage { scene: Scene::Morning, asked: HashMap::new() };
        let provider = Self { stage: Arc::new(Mutex::new(stage)) };
        let routes = Router::new()
            .route("/v1/chat/completions", post(complete))
            .with_state(provider.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}/v1", listener.local_addr()?);
        tokio::spawn(axum::serve(listener, routes).into_future());
        Ok((provider, base_url))
    }

    pub(crate) fn play(&self, scene: Scene) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        *stage = Stage { scene, asked: HashMap::new() };
    }

    fn reply(&self, key: &str, model: &str) -> Reply {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        let nth = stage.asked.entry(model.to_owned()).or_default();
        *nth += 1;
        let nth = *nth;
        stage.scene.reply(key, model, nth)
    }
}

async fn complete(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Json(request): Json<Value>,
) -> Response {
    let credential = headers.get("authorization").and_then(|value| value.to_str().ok());
    let key = credential.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let model = request["model"].as_str().unwrap_or_default();
    let question = request["messages"][1]["content"].as_str().unwrap_or_default();
    match provider.reply(key, model) {
        Reply::Answer => {
            sleep(THINKING).await;
            Json(completion(model, answer(question))).into_response()
        }
        Reply::Hang => pending().await,
        Reply::RateLimited => {
            let text = format!(
                "Rate limit reached for {model} in organization org-demo on requests per min (RPM): \
                 Limit 500, Used 500, Requested 1. Please try again in 1s."
            );
            let headers = [
                ("retry-after", "1"),
                ("x-ratelimit-limit-requests", "500"),
                ("x-ratelimit-remaining-requests", "0"),
                ("x-ratelimit-reset-requests", "1s"),
            ];
            let refusal = refusal(429, &text, "requests", Some("rate_limit_exceeded"));
            (headers, refusal).into_response()
        }
        Reply::ServerError => refusal(500, SORRY, "server_error", None),
        Reply::Overloaded => refusal(503, BUSY, "server_error", None),
        Reply::WrongKey => {
            refusal(401, WRONG_KEY, "invalid_request_error", Some("invalid_api_key"))
        }
        Reply::EmptyWallet => {
            refusal(429, EMPTY_WALLET, "insufficient_quota", Some("insufficient_quota"))
        }
    }
}

fn completion(model: &str, text: &str) -> Value {
    json!({
        "id": "chatcmpl-demo",
        "object": "chat.completion",
        "created": 1_772_700_000,
        "model": model,
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": text, "refusal": null },
            "logprobs": null,
            "finish_reason": "stop",
        }],
        "usage": { "prompt_tokens": 24, "completion_tokens": 16, "total_tokens": 40 },
    })
}

fn refusal(status: u16, message: &str, kind: &str, code: Option<&str>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let error = json!({ "message": message, "type": kind, "param": null, "code": code });
    (status, [("x-request-id", "req_demo")], Json(json!({ "error": error }))).into_response()
}

/// A real one takes longer.
const THINKING: Duration = Duration::from_millis(120);

const SORRY: &str = "The server had an error while processing your request. Sorry about that!";
const BUSY: &str = "The engine is currently overloaded, please try again later";
const WRONG_KEY: &str = "Incorrect API key provided: sk-first. You can find your API key at \
                         https://platform.openai.com/account/api-keys.";
const EMPTY_WALLET: &str = "You exceeded your current quota, please check your plan and billing \
                            details. For more information on this error, read the docs: \
                            https://platform.openai.com/docs/guides/error-codes/api-errors.";
