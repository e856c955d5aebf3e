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

type Seen = std::sync::Mutex<Vec<String>>;

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
    let seen = |call: &dyn Fn(&Seen) -> Result<(), E>| {
        let seen = Seen::default();
        assert_eq!(call(&seen), Err(E::Failed));
        seen.into_inner().unwrap()
    };
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
    let call = |seen: &Seen| run(exclusive(&mut Config::new(), "first", seen));
    assert_eq!(seen(&call), ["first", "backup"]);
    let call = |seen: &Seen| run(of_its_own_place("a-b".into(), seen));
    assert_eq!(seen(&call), ["a-b", "a", "b"]);
    let call = |seen: &Seen| run(Config::new().owned("first", seen));
    assert_eq!(seen(&call), ["first", "backup", "one", "other"]);
}
