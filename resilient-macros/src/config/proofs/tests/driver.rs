//! Refusals against the calls themselves, in virtual time: what is refused changes nothing that can be seen.

use std::cell::{Cell, RefCell};
use std::future::{Pending, pending};
use std::time::Duration;

use resilient::{
    Action, Backoff, Class, Classify, Error, Policy, PolicyBuilder, Verdict, resilient,
};
use tokio::time::Instant;

use crate::config::Config;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Failed {
    With(Class, Option<Duration>),
    Stopped(String),
}

impl Classify for Failed {
    fn classify(&self) -> Verdict {
        match self {
            Self::With(class, hint) => {
                hint.iter().fold(Verdict::from(*class), |it, hint| it.retry_after(*hint))
            }
            Self::Stopped(_) => Class::Unknown.into(),
        }
    }
}

impl From<Error> for Failed {
    fn from(stop: Error) -> Self {
        Self::Stopped(stop.to_string())
    }
}

/// Targets in the order in which they were asked.
type Asked = RefCell<Vec<u32>>;

fn failed(asked: &Asked, target: u32, class: Class, hint: Option<Duration>) -> Failed {
    asked.borrow_mut().push(target);
    Failed::With(class, hint)
}

fn refuses(args: &str, words: &str) -> bool {
    let (_, error) = Config::parse(args.parse().unwrap());
    error.into_iter().flatten().any(|error| error.to_string().contains(words))
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Settings that are refused too can be tried here.
fn policy(change: impl Fn(PolicyBuilder) -> PolicyBuilder) -> Policy {
    let start = Policy::builder().allow_dead().backoff(Backoff::none());
    change(start).build().unwrap()
}

#[resilient(policy = policy)]
async fn hang(asked: &Asked, policy: &Policy) -> Result<(), Failed> {
    asked.borrow_mut().push(0);
    let never: Pending<()> = pending();
    never.await;
    Ok(())
}

/// What a call comes to whose attempts all hang.
async fn hung(policy: &Policy) -> (Vec<u32>, Result<(), Failed>, Duration) {
    let (asked, start) = (Asked::default(), Instant::now());
    let result = hang(&asked, policy).await;
    (asked.into_inner(), result, start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_timeout_is_refused_beside_a_deadline_where_it_never_ends_an_attempt() {
    let (mut configurations, mut refused) = (0, 0);
    for deadline in 1..=46 {
        let without = hung(&policy(|it| it.deadline(ms(deadline)))).await;
        for timeout in 1..=46 {
            let with = hung(&policy(|it| it.deadline(ms(deadline)).timeout(ms(timeout)))).await;
            let args = format!(r#"timeout = "{timeout}ms", deadline = "{deadline}ms""#);
            let found = refuses(&args, "is not below `deadline`");
            assert_eq!(found, with == without, "{args}: {with:?}, {without:?}");
            configurations += 1;
            refused += u32::from(found);
        }
    }
    println!("timeout, deadline: {configurations} configurations, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}

#[resilient(policy = policy, fallback = [target = 1])]
async fn chained(
    asked: &Asked,
    target: u32,
    hint: Duration,
    policy: &Policy,
) -> Result<(), Failed> {
    Err(failed(asked, target, Class::RateLimited, Some(hint)))
}

#[tokio::test(start_paused = true)]
async fn a_switch_after_is_refused_where_it_could_as_well_be_the_patience() {
    let (mut configurations, mut refused) = (0, 0);
    for patience in 1..=46 {
        for switch_after in 1..=46 {
            let mut same = true;
            for hint in [patience - 1, patience, patience + 1, switch_after, switch_after + 1] {
                let mut seen = Vec::new();
                for switch_after in [switch_after, patience] {
                    let (asked, hint) = (Asked::default(), ms(hint));
                    let policy =
                        policy(|it| it.switch_after(ms(switch_after)).patience(ms(patience)));
                    let result = chained(&asked, 0, hint, &policy).await;
                    seen.push((asked.into_inner(), result));
                }
                same &= seen[0] == seen[1];
            }
            let args = format!(
                r#"switch_after = "{switch_after}ms", patience = "{patience}ms", fallback = [a = 1]"#
            );
            let found = refuses(&args, "is above `patience`");
            assert_eq!(found, same && switch_after != patience, "{args}");
            configurations += 1;
            refused += u32::from(found);
        }
    }
    println!(
        "switch_after, patience: {configurations} configurations, {refused} refused, all agree"
    );
    assert!(configurations >= 2_000 && refused > 0);
}

#[resilient(policy = policy, fallback = [target in items.clone()])]
async fn listed(
    asked: &Asked,
    target: u32,
    items: Vec<u32>,
    policy: &Policy,
) -> Result<(), Failed> {
    Err(failed(asked, target, Class::Overloaded, None))
}

#[tokio::test(start_paused = true)]
async fn an_item_is_refused_where_no_call_comes_to_it() {
    let policy = policy(|it| it.retries(0));
    let (mut configurations, mut refused) = (0, 0);
    for count in 0..=64_u32 {
        let items: Vec<u32> = (1..=count).collect();
        let asked = Asked::default();
        listed(&asked, 0, items.clone(), &policy).await.unwrap_err();
        let asked = asked.into_inner();
        let words: Vec<String> = items.iter().map(u32::to_string).collect();
        let args = format!("fallback = [a in [{}]]", words.join(", "));
        // Of many items that are out of reach, the first is shown.
        let unreached = items.iter().find(|item| !asked.contains(item));
        for item in &items {
            let found = refuses(&args, &format!("this is item {item},"));
            assert_eq!(found, unreached == Some(item), "{args}: {item}");
            configurations += 1;
            refused += u32::from(found);
        }
        assert_eq!(refuses(&args, "this list has no item"), asked == [0], "{args}");
    }
    println!("items of a link: {configurations} items, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}

#[resilient(policy = policy)]
async fn alone(asked: &Asked, target: u32, class: Class, policy: &Policy) -> Result<(), Failed> {
    Err(failed(asked, target, class, None))
}

#[resilient(policy = policy, fallback = [target = 1])]
async fn linked(asked: &Asked, target: u32, class: Class, policy: &Policy) -> Result<(), Failed> {
    Err(failed(asked, target, class, None))
}

#[resilient(policy = policy, otherwise = Ok(()))]
async fn resorted(asked: &Asked, target: u32, class: Class, policy: &Policy) -> Result<(), Failed> {
    Err(failed(asked, target, class, None))
}

#[tokio::test(start_paused = true)]
async fn a_fallback_of_a_class_is_refused_where_it_does_what_fail_does() {
    let (mut configurations, mut refused) = (0, 0);
    for (name, class) in CLASSES {
        for retries in 0..=45 {
            let [mut without, mut link, mut resort] = [const { Vec::new() }; 3];
            for action in [Action::FallBack, Action::Fail] {
                let policy = policy(|it| it.retries(retries).on(class, action));
                let asked = Asked::default();
                let result = alone(&asked, 0, class, &policy).await;
                without.push((asked.take(), result));
                let result = linked(&asked, 0, class, &policy).await;
                link.push((asked.take(), result));
                let result = resorted(&asked, 0, class, &policy).await;
                resort.push((asked.take(), result));
            }
            let chains =
                [("", without), (", fallback = [a = 1]", link), (", otherwise = last()", resort)];
            for (chain, seen) in chains {
                let args = format!("retries = {retries}, on({name} = fallback){chain}");
                let found = refuses(&args, "has nothing to fall back to");
                assert_eq!(found, seen[0] == seen[1], "{args}");
                configurations += 1;
                refused += u32::from(found);
            }
        }
    }
    println!("fallback of a class: {configurations} configurations, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}

const CLASSES: [(&str, Class); 15] = [
    ("rate_limited", Class::RateLimited),
    ("overloaded", Class::Overloaded),
    ("server", Class::Server),
    ("timeout", Class::Timeout),
    ("network", Class::Network),
    ("malformed", Class::Malformed),
    ("conflict", Class::Conflict),
    ("quota", Class::Quota),
    ("auth", Class::Auth),
    ("missing", Class::Missing),
    ("too_large", Class::TooLarge),
    ("filtered", Class::Filtered),
    ("invalid", Class::Invalid),
    ("cancelled", Class::Cancelled),
    ("unknown", Class::Unknown),
];

thread_local! {
    static STOPS: Cell<u32> = const { Cell::new(0) };
}

fn stopped(stop: Error) -> Failed {
    STOPS.set(STOPS.get() + 1);
    Failed::from(stop)
}

/// Whether any of many calls is stopped, with the options that make it possible.
macro_rules! stops {
    ($($options:tt)*) => {{
        #[resilient($($options)* stop = stopped, allow(dead_option))]
        async fn call(class: Class, hint: Option<Duration>, slow: Duration) -> Result<(), Failed> {
            tokio::time::sleep(slow).await;
            Err(Failed::With(class, hint))
        }
        let (before, mut calls) = (STOPS.get(), 0);
        for (_, class) in CLASSES {
            for hint in [None, Some(ms(0)), Some(ms(1)), Some(ms(900)), Some(ms(100_000))] {
                for slow in (0..=27).map(|tenth| ms(tenth * 100)) {
                    let _ = call(class, hint, slow).await;
                    calls += 1;
                }
            }
        }
        let args = concat!(stringify!($($options)*), " stop = stopped");
        let found = refuses(args, "nothing here stops a call");
        assert_eq!(found, STOPS.get() == before, "{args}");
        println!("stop: {calls} calls with `{args}`, refused: {found}");
        assert!(calls >= 2_000);
        found
    }};
}

#[tokio::test(start_paused = true)]
async fn a_stop_is_refused_where_no_call_is_ever_stopped() {
    assert!(stops!());
    assert!(stops!(retries = 3, backoff = "1s",));
    assert!(!stops!(timeout = "1s",));
    assert!(!stops!(deadline = "2s",));
    assert!(!stops!(breaker = "stops",));
    assert!(!stops!(timeout = "1s", deadline = "2s", breaker = "stops",));
}
