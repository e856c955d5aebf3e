//! A default gives way to what is written beside it.

use std::io;
use std::time::Duration;

use resilient::resilient;
use tokio::time::Instant;

macro_rules! failing {
    ($name:ident($($options:tt)*)) => {
        #[resilient($($options)*)]
        async fn $name() -> io::Result<()> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    };
}

failing!(steps(retries = 2, jitter = none, backoff = linear(max = "1500ms")));
failing!(capped(retries = 2, jitter = none, backoff = exponential(max = "100ms")));
failing!(hurried(retries = 0, patience = "2s", allow(dead_option)));
failing!(loyal(retries = 0, switch_after = "2m", allow(dead_option)));

async fn waited(call: impl Future<Output = io::Result<()>>) -> Duration {
    let started = Instant::now();
    assert!(call.await.is_err());
    started.elapsed()
}

#[tokio::test(start_paused = true)]
async fn a_linear_backoff_without_a_step_grows_by_a_second() {
    assert_eq!(waited(steps()).await, Duration::from_millis(2_500));
}

#[tokio::test(start_paused = true)]
async fn a_cap_below_the_default_base_is_the_base() {
    assert_eq!(waited(capped()).await, Duration::from_millis(200));
}

#[tokio::test(start_paused = true)]
async fn a_hint_has_one_limit_or_the_other() {
    assert_eq!(waited(hurried()).await, Duration::ZERO);
    assert_eq!(waited(loyal()).await, Duration::ZERO);
}
