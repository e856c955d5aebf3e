//! The worst case that the docs tell, against the policy that the options make.

use resilient::{Action, Backoff, Class, Jitter, Policy, PolicyBuilder};

use super::*;

struct Case {
    args: String,
    policy: Policy,
    links: u32,
}

/// An option as it is written, and what it does to a policy.
type Change = (&'static str, fn(PolicyBuilder) -> PolicyBuilder);

const SECOND: Duration = Duration::from_secs(1);
const DEADLINE: Duration = Duration::from_secs(20);

/// Every option that the worst case depends on, beside all others.
const OPTIONS: [&[Change]; 7] = [
    &[("", |it| it), ("retries = 0,", |it| it.retries(0)), ("retries = 7,", |it| it.retries(7))],
    &[("", |it| it), ("deadline = \"20s\",", |it| it.deadline(DEADLINE))],
    &[
        ("", |it| it),
        ("backoff = none,", |it| it.backoff(Backoff::none())),
        ("backoff = constant(\"3s\"),", |it| it.backoff(Backoff::constant(SECOND * 3))),
        ("backoff = linear(step = \"2s\", max = \"5s\"),", |it| {
            it.backoff(Backoff::linear(SECOND * 2).max(SECOND * 5))
        }),
        ("backoff = exponential(base = \"4s\", factor = 1.5, plus = \"1s\"),", |it| {
            it.backoff(Backoff::exponential(SECOND * 4).factor(1_500).plus(SECOND))
        }),
    ],
    &[("", |it| it), ("jitter = full,", |it| it.jitter(Jitter::Full))],
    &[
        ("", |it| it),
        ("patience = \"2s\",", |it| it.patience(SECOND * 2)),
        ("patience = \"30s\",", |it| it.patience(SECOND * 30)),
    ],
    &[
        ("", |it| it),
        ("switch_after = \"1s\",", |it| it.switch_after(SECOND)),
        ("switch_after = \"2s\",", |it| it.switch_after(SECOND * 2)),
    ],
    &[
        ("", |it| it),
        ("on(timeout = fail, server = retry(1)),", |it| {
            it.on(Class::Timeout, Action::Fail).on(Class::Server, Action::Retry(1))
        }),
        ("on(rate_limited = fallback, network = retry(2)),", |it| {
            it.on(Class::RateLimited, Action::FallBack).on(Class::Network, Action::Retry(2))
        }),
    ],
];

const CHAINS: [(u32, &str); 3] =
    [(0, ""), (1, "fallback = [a = 1]"), (5, "fallback = [a = 1, a in [2, 3, 4, 5]]")];

fn grid() -> Vec<Case> {
    let args = "allow(dead_option, contradictory_on, impossible_attempt), timeout = \"5s\",";
    let start = Policy::builder().allow_dead().timeout(SECOND * 5);
    let all = OPTIONS.iter().fold(vec![(args.to_owned(), start)], |all, changes| {
        let wider = all.iter().flat_map(|(args, builder)| {
            changes.iter().map(move |(more, change)| (format!("{args} {more}"), change(*builder)))
        });
        wider.collect()
    });
    let chained = all.iter().flat_map(|(args, builder)| {
        CHAINS.map(|(links, chain)| Case {
            args: format!("{args} {chain}"),
            policy: builder.build().unwrap(),
            links,
        })
    });
    chained.collect()
}

#[test]
fn the_worst_case_is_that_of_the_policy() {
    let (mut configurations, mut bounded) = (0, 0);
    for Case { args, policy, links } in grid() {
        let config = accepts(&args);
        let numbers = Numbers::of(&config);
        assert_eq!(numbers.calls(), Some(policy.max_calls(links)), "{args}");
        let longest = numbers.longest(&config).unwrap();
        let longest = match config.deadline {
            Some(_) => longest.min(DEADLINE),
            None => longest,
        };
        assert_eq!(policy.max_latency(links), Some(longest), "{args}");
        configurations += 1;
        bounded += u32::from(config.deadline.is_none());
    }
    println!(
        "worst case of the docs: {configurations} configurations, {bounded} without a deadline"
    );
    assert!(configurations >= 2_000 && bounded > 0);
}
