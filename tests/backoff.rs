//! The options `backoff` and `jitter`: the waits between attempts.

use std::time::Duration;

use resilient::{Backoff, Class, resilient};

use common::{Api, ApiError, asking, bad, good, ms, s};

mod common;

const SHORT: Duration = ms(100);
const HALF_MORE: f32 = 1.5;
const SLOW: Backoff = Backoff::constant(s(9));

mod asked {
    use super::*;

    asking! {
        nothing(retries = 7)
        base(retries = 7, backoff = "1s", jitter = none)
        grown(retries = 7, backoff = exponential(base = "1s", factor = 3, max = "20s"), jitter = none)
        capped(retries = 7, backoff = exponential(max = "1s"), jitter = none)
        short(retries = 7, backoff = exponential(max = "100ms"), jitter = none)
        short_by_a_const(retries = 7, backoff = linear(max = SHORT), jitter = none)
        by_a_half(retries = 7, backoff = exponential(base = "1s", factor = 1.5), jitter = none)
        by_a_const(
            retries = 7,
            backoff = exponential(base = "1s", factor = HALF_MORE),
            jitter = none
        )
        linear(retries = 7, backoff = linear(step = "1s", max = "3s"), jitter = none)
        constant(retries = 7, backoff = constant("2s"), jitter = none)
        none(retries = 7, backoff = none)
        path(retries = 7, backoff = SLOW, jitter = none)
        plus(
            retries = 7,
            backoff = exponential(base = "1s", factor = 2, max = "60s", plus = "1s"),
            jitter = none
        )
        equal(retries = 7, backoff = constant("1s"), jitter = equal)
        full(retries = 7, backoff = constant("1s"), jitter = full)
        plain(retries = 7, jitter = none)
        tiny(retries = 7, backoff = constant("10us"), jitter = none)
    }
}

/// The waits of a call of `$name` in whole milliseconds, all attempts failing with `$class`.
macro_rules! waits {
    ($name:ident, $class:ident) => {{
        let api = Api::new(&[bad(Class::$class)]);
        let _ = asked::$name(&api).await;
        api.waits().iter().map(Duration::as_millis).collect::<Vec<_>>()
    }};
}

#[tokio::test(start_paused = true)]
async fn a_wait_doubles_from_half_a_second_to_a_minute() {
    let seven = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
    assert_eq!(waits!(plain, Server), seven);
}

#[tokio::test(start_paused = true)]
async fn by_default_chance_takes_up_to_half_of_a_wait() {
    resilient::testing::seed(1);
    let whole = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
    for (wait, whole) in waits!(nothing, Server).into_iter().zip(whole) {
        assert!(wait >= whole / 2 && wait <= whole, "{wait} of {whole}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_waits_from_a_second() {
    assert_eq!(waits!(plain, RateLimited)[..3], [1_000, 2_000, 4_000]);
}

#[tokio::test(start_paused = true)]
async fn a_backoff_that_is_given_holds_for_rate_limits_too() {
    assert_eq!(waits!(constant, RateLimited), [2_000; 7]);
}

#[tokio::test(start_paused = true)]
async fn a_duration_is_the_base() {
    assert_eq!(waits!(base, Server)[..4], [1_000, 2_000, 4_000, 8_000]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_grows_by_the_factor_up_to_the_cap() {
    assert_eq!(waits!(grown, Server), [1_000, 3_000, 9_000, 20_000, 20_000, 20_000, 20_000]);
}

#[tokio::test(start_paused = true)]
async fn a_cap_alone_leaves_the_other_defaults() {
    assert_eq!(waits!(capped, Server)[..3], [500, 1_000, 1_000]);
}

#[tokio::test(start_paused = true)]
async fn the_default_of_a_first_wait_gives_way_to_a_cap() {
    assert_eq!(waits!(short, Server), [100; 7]);
    assert_eq!(waits!(short_by_a_const, Server), [100; 7]);
}

#[tokio::test(start_paused = true)]
async fn a_factor_may_be_a_fraction() {
    assert_eq!(waits!(by_a_half, Server)[..3], [1_000, 1_500, 2_250]);
    assert_eq!(waits!(by_a_const, Server)[..3], [1_000, 1_500, 2_250]);
}

#[tokio::test(start_paused = true)]
async fn a_linear_wait_grows_by_its_step_up_to_the_cap() {
    assert_eq!(waits!(linear, Server), [1_000, 2_000, 3_000, 3_000, 3_000, 3_000, 3_000]);
}

#[tokio::test(start_paused = true)]
async fn a_constant_wait_stays() {
    assert_eq!(waits!(constant, Server), [2_000; 7]);
}

#[tokio::test(start_paused = true)]
async fn no_backoff_is_no_wait() {
    assert_eq!(waits!(none, Server), [0; 7]);
}

#[tokio::test(start_paused = true)]
async fn fault_39_a_wait_below_the_timers_tick_is_not_left_out() {
    let waits = waits!(tiny, Server);
    assert!(waits.len() == 7 && waits.iter().all(|wait| (1..=2).contains(wait)), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn a_const_is_named_by_its_path() {
    assert_eq!(waits!(path, Server), [9_000; 7]);
}

#[tokio::test(start_paused = true)]
async fn plus_adds_by_chance_below_the_cap() {
    resilient::testing::seed(1);
    for (retry, wait) in waits!(plus, Server).into_iter().enumerate() {
        let least = 1_000 << retry;
        assert!(wait >= least.min(60_000) && wait <= (least + 1_000).min(60_000), "{wait}");
        assert_ne!(wait, least);
    }
}

/// The shortest and the longest of 700 waits of a second.
macro_rules! extremes {
    ($name:ident) => {{
        resilient::testing::seed(1);
        let mut all = Vec::new();
        for _ in 0..100 {
            all.extend(waits!($name, Server));
        }
        (all.iter().copied().min().unwrap(), all.iter().copied().max().unwrap())
    }};
}

#[tokio::test(start_paused = true)]
async fn equal_jitter_keeps_half_of_a_wait() {
    let (shortest, longest) = extremes!(equal);
    assert!((500..520).contains(&shortest) && (980..=1_000).contains(&longest));
}

#[tokio::test(start_paused = true)]
async fn full_jitter_keeps_nothing_of_a_wait() {
    let (shortest, longest) = extremes!(full);
    assert!(shortest < 20 && (980..=1_000).contains(&longest));
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_gives_the_same_waits() {
    resilient::testing::seed(3);
    let first = waits!(full, Server);
    resilient::testing::seed(3);
    assert_eq!(waits!(full, Server), first);
}

#[tokio::test(start_paused = true)]
async fn calls_that_fail_together_do_not_come_back_together() {
    resilient::testing::seed(4);
    assert_ne!(waits!(nothing, Server), waits!(nothing, Server));
}

#[tokio::test(start_paused = true)]
async fn the_wait_grows_with_every_retry_on_a_target_whatever_led_to_it() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Network), bad(Class::Conflict)]);
    let _ = asked::base(&api).await;
    assert_eq!(api.waits()[..3], [s(1), s(2), s(4)]);
    assert!(api.elapsed() > ms(7_000));
}

/// The same waits, whatever stands beside them: each function fails twice on its first target.
macro_rules! beside {
    ($api:ident $model:ident: $($name:ident($($options:tt)*))*) => {
        $(
            #[resilient(retries = 2, backoff = constant("1s"), jitter = none, $($options)*)]
            async fn $name($api: &Api, $model: &str) -> Result<String, ApiError> {
                $api.ask($model).await
            }
        )*

        #[tokio::test(start_paused = true)]
        async fn waits_are_the_same_whatever_other_options_stand_beside_them() {
            $(
                let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
                assert!($name(&api, "a").await.is_ok(), stringify!($name));
                assert_eq!(api.elapsed(), s(2), stringify!($name));
            )*
        }
    };
}

async fn spare(api: &Api, _: &str) -> Result<String, ApiError> {
    api.ask("spare").await
}

beside! { api model:
    with_nothing(docs = false)
    with_a_timeout(timeout = "30s")
    with_a_deadline(deadline = "90s")
    with_a_breaker(breaker = "beside")
    with_a_last_resort(otherwise = Ok(String::new()))
    with_a_called_link(fallback = [spare])
    with_a_replaced_argument(fallback = [model = "b"])
    with_items(fallback = [model in ["b", "c"]])
    with_a_link_that_sees_the_error(fallback = [shown(api, error)])
    with_a_chain_and_a_last_resort(fallback = [spare], otherwise = Ok(String::new()))
    with_all(
        timeout = "30s",
        deadline = "90s",
        breaker = "beside-all",
        fallback = [spare],
        otherwise = Ok(String::new()),
    )
}

async fn shown(api: &Api, error: &ApiError) -> Result<String, ApiError> {
    api.ask(&format!("{error:?}")).await
}
