//! A link may borrow from an owned argument that the body uses as well.

use std::sync::Arc;

use super::support::*;

#[derive(Clone)]
struct Config {
    backup: String,
    models: Vec<String>,
}

impl Config {
    fn new() -> Self {
        Self { backup: "backup".into(), models: vec!["one".into(), "other".into()] }
    }
}

fn note(model: &str, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(model.to_owned());
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [model = &config.backup])]
async fn replaced(config: Config, model: &str, seen: &Seen) -> Result<(), E> {
    assert_eq!(config.models.len(), 2);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model = config.backup.as_str()])]
async fn used_up(config: Config, model: &str, seen: &Seen) -> Result<(), E> {
    drop(config);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model in config.models.iter().map(String::as_str)])]
async fn each(config: Arc<Config>, model: &str, seen: &Seen) -> Result<(), E> {
    assert_eq!(config.models.len(), 2);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model in &models])]
async fn each_of_a_list(model: &String, models: Vec<String>, seen: &Seen) -> Result<(), E> {
    assert_eq!(models.len(), 2);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model in models.split(',')])]
async fn each_part(model: &str, models: String, seen: &Seen) -> Result<(), E> {
    assert_eq!(models.len(), 9);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model = &config.backup])]
async fn exclusive(config: &mut Config, model: &str, seen: &Seen) -> Result<(), E> {
    assert_eq!(config.models.len(), 2);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model = config.backup.trim(), model = Some(config.backup.as_str()).unwrap_or("")])]
async fn by_a_method(config: Config, model: &str, seen: &Seen) -> Result<(), E> {
    assert_eq!(config.models.len(), 2);
    note(model, seen)
}

#[resilient(retries = 0, fallback = [model = config.backup.as_str().into(), (model = "text")])]
async fn either(config: Config, model: std::borrow::Cow<'_, str>, seen: &Seen) -> Result<(), E> {
    assert_eq!(config.models.len(), 2);
    note(&model, seen)
}

#[resilient(retries = 0, fallback = [model = Some(config.backup.as_str())])]
async fn optional(config: Config, model: Option<&str>, seen: &Seen) -> Result<(), E> {
    assert_eq!(config.models.len(), 2);
    note(model.unwrap_or("none"), seen)
}

/// What is made of an argument that is not `Sync` borrows nothing.
#[resilient(retries = 0, fallback = [model = format!("{}", count.get()), number in 0..count.get()])]
async fn not_sync(
    model: String,
    number: u32,
    count: std::cell::Cell<u32>,
    seen: &Seen,
) -> Result<(), E> {
    tokio::task::yield_now().await;
    note(&format!("{model}{number}{}", count.get()), seen)
}

fn alternatives(model: &str) -> std::str::Split<'_, char> {
    model.split('-')
}

#[resilient(retries = 0, fallback = [model in alternatives(&model).map(str::to_owned)])]
async fn of_its_own_place(model: String, seen: &Seen) -> Result<(), E> {
    note(&model, seen)
}

impl Config {
    #[resilient(retries = 0, fallback = [model = &self.backup, model in self.models.iter().map(String::as_str)])]
    async fn owned(self, model: &str, seen: &Seen) -> Result<(), E> {
        assert_eq!(self.models.len(), 2);
        note(model, seen)
    }
}

#[test]
fn works() {
    let call = |seen: &Seen| run(is_send(replaced(Config::new(), "first", seen)));
    assert_eq!(seen(&call), ["first", "backup"]);
    assert_eq!(seen(&|seen| run(used_up(Config::new(), "first", seen))), ["first", "backup"]);
    let call = |seen: &Seen| run(is_send(each(Arc::new(Config::new()), "first", seen)));
    assert_eq!(seen(&call), ["first", "one", "other"]);
    let call = |seen: &Seen| run(each_of_a_list(&"first".into(), Config::new().models, seen));
    assert_eq!(seen(&call), ["first", "one", "other"]);
    assert_eq!(
        seen(&|seen| run(each_part("first", "one,other".into(), seen))),
        ["first", "one", "other"]
    );
    assert_eq!(
        seen(&|seen| run(by_a_method(Config::new(), "first", seen))),
        ["first", "backup", "backup"]
    );
    let call = |seen: &Seen| run(either(Config::new(), "first".into(), seen));
    assert_eq!(seen(&call), ["first", "backup", "text"]);
    let call = |seen: &Seen| run(optional(Config::new(), None, seen));
    assert_eq!(seen(&call), ["none", "backup"]);
    let call = |seen: &Seen| run(is_send(not_sync("m".into(), 9, 2.into(), seen)));
    assert_eq!(seen(&call), ["m92", "292", "m02", "m12"]);
    let call = |seen: &Seen| run(exclusive(&mut Config::new(), "first", seen));
    assert_eq!(seen(&call), ["first", "backup"]);
    let call = |seen: &Seen| run(of_its_own_place("a-b".into(), seen));
    assert_eq!(seen(&call), ["a-b", "a", "b"]);
    let call = |seen: &Seen| run(Config::new().owned("first", seen));
    assert_eq!(seen(&call), ["first", "backup", "one", "other"]);
}
