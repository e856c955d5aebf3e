//! Macros of the user's named like std's.

use super::support::*;

#[allow(unused_macros)]
macro_rules! concat {
    ($($t:tt)*) => {
        compile_error!("concat")
    };
}
#[allow(unused_macros)]
macro_rules! module_path {
    ($($t:tt)*) => {
        compile_error!("module_path")
    };
}
#[allow(unused_macros)]
macro_rules! matches {
    ($($t:tt)*) => {
        compile_error!("matches")
    };
}
#[allow(unused_macros)]
macro_rules! format_args {
    ($($t:tt)*) => {
        compile_error!("format_args")
    };
}
#[allow(unused_macros)]
macro_rules! pin {
    ($($t:tt)*) => {
        compile_error!("pin")
    };
}

#[resilient(timeout = "1m", deadline = "2m", breaker = "hygiene_macros:{name}", fallback = [name = "x"])]
async fn shape(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    Ok(name)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into())), Ok("a".into()));
}
