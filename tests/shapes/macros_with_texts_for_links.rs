//! A text that comes as `$e:expr` becomes what the place holds, as one that is written out.

use super::support::*;

macro_rules! route {
    ($name:ident, $model:expr, $other:literal, $last:expr) => {
        #[resilient(retries = 0, fallback = [model = $model, model in [$other, $last], (model = $last)])]
        async fn $name(model: String, seen: &Seen) -> Result<(), E> {
            seen.lock().unwrap().push(model);
            Err(E::Failed)
        }
    };
}
macro_rules! route_list {
    ($name:ident, $models:expr) => {
        #[resilient(retries = 0, fallback = [model in $models])]
        async fn $name(model: String, seen: &Seen) -> Result<(), E> {
            seen.lock().unwrap().push(model);
            Err(E::Failed)
        }
    };
}

route!(shape, "second", "third", "last");
route_list!(list, ["second", "third"]);

struct Config {
    backup: String,
}

macro_rules! backup {
    ($config:ident) => {
        $config.backup.clone()
    };
}

/// What a macro only looks at need not be `Clone`.
#[resilient(retries = 0, fallback = [model = backup!(config)])]
async fn looked_at(config: Config, model: String, seen: &Seen) -> Result<(), E> {
    seen.lock().unwrap().push(model);
    Err(E::Failed)
}

#[test]
fn works() {
    let seen = Seen::default();
    let config = Config { backup: "second".into() };
    assert_eq!(run(looked_at(config, "first".into(), &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["first", "second"]);
    let seen = Seen::default();
    assert_eq!(run(shape("first".into(), &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["first", "second", "third", "last", "last"]);
    let seen = Seen::default();
    assert_eq!(run(list("first".into(), &seen)), Err(E::Failed));
    assert_eq!(*seen.lock().unwrap(), ["first", "second", "third"]);
}
