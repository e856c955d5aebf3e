//! `max_calls` and `max_latency`, against every course that a call can take.

use super::*;

/// The most calls, and the longest time where every attempt takes `attempt`.
fn worst(policy: &Policy, links: u32, attempt: Duration) -> (u32, Duration) {
    let patience = policy.patience();
    let hints = [Some(patience), Some(policy.switch_after().min(patience)), None];
    let dice = [first(0), first(u64::MAX), second(0), second(u64::MAX)];
    let mut worst = (1, Duration::ZERO);
    let mut places = BTreeMap::from([(
        key(0, &Spent::NOTHING),
        (Spent::NOTHING, Duration::ZERO, Duration::ZERO),
    )]);
    let deadline = policy.deadline().unwrap_or(Duration::MAX);
    while let Some(((target, ..), (spent, soonest, latest))) = places.pop_first() {
        worst.0 = worst.0.max(1 + u32::from(spent.retries) + target);
        worst.1 = worst.1.max(latest.saturating_add(attempt).min(deadline));
        let events = REPEATED.iter().flat_map(|class| hints.map(|hint| (*class, hint)));
        for ((class, hint), dice) in events.flat_map(|event| dice.map(|dice| (event, dice))) {
            let mut next = spent;
            if class == Class::Timeout {
                next.time_out();
            }
            let verdict = hint.into_iter().fold(Verdict::from(class), Verdict::retry_after);
            // The quickest course makes the most calls, the slowest takes the longest.
            let after = [soonest, latest.saturating_add(attempt)];
            let decided = after.map(|elapsed| {
                let left = deadline.saturating_sub(elapsed);
                decide(policy, &next, left, target < links, verdict, dice)
            });
            for (number, decided) in decided.into_iter().enumerate() {
                let (target, next, wait) = match decided {
                    Next::RetryAfter(wait) => {
                        let mut next = next;
                        next.retry(class);
                        (target, next, wait)
                    }
                    Next::FallBack => {
                        let next = spent.elsewhere();
                        (target + 1, next, Duration::ZERO)
                    }
                    Next::GiveUp | Next::Return => continue,
                };
                let elapsed = after[number].saturating_add(wait);
                let place = places.entry(key(target, &next)).or_insert((next, elapsed, elapsed));
                place.1 = place.1.min(elapsed);
                place.2 = place.2.max(elapsed);
            }
        }
    }
    worst
}

fn policies(patiences: &[u64]) -> Vec<Policy> {
    let backoffs = [
        None,
        Some(Backoff::constant(ms(1_000))),
        Some(Backoff::exponential(ms(500)).max(ms(3_000))),
        Some(Backoff::exponential(ms(700)).factor(1_500).plus(ms(100))),
        Some(Backoff::linear(ms(400)).max(ms(1_000))),
        Some(Backoff::none()),
    ];
    let mut all = Vec::new();
    for backoff in backoffs {
        for jitter in [Jitter::Equal, Jitter::Full, Jitter::None] {
            // Both draws at their end at once are not in the tables of dice.
            if jitter != Jitter::None && backoff.is_some_and(|it| it.most_added() > Duration::ZERO)
            {
                continue;
            }
            for retries in 0..=3 {
                let written = patiences.iter().map(|millis| Some(ms(*millis)));
                for patience in written.chain([None]) {
                    let mut builder =
                        Policy::builder().retries(retries).jitter(jitter).timeout(ms(1_000));
                    if let Some(backoff) = backoff {
                        builder = builder.backoff(backoff);
                    }
                    if let Some(patience) = patience {
                        builder = builder.patience(patience);
                    }
                    all.push(builder.build().unwrap());
                }
            }
        }
    }
    all
}

#[test]
fn the_bounds_without_a_deadline_are_what_the_worst_course_comes_to() {
    let mut configurations = 0;
    let patiences = [0, 1, 300, 600, 1_000, 2_000, 4_000, 5_000, 7_000, 20_000];
    for policy in policies(&patiences) {
        for links in 0..=2 {
            let (calls, time) = worst(&policy, links, ms(1_000));
            assert_eq!(policy.max_calls(links), calls, "{links} links, {policy:?}");
            assert_eq!(policy.max_latency(links), Some(time), "{links} links, {policy:?}");
            configurations += 1;
        }
    }
    println!("max_calls, max_latency: {configurations} configurations, all exact");
}

#[test]
fn a_deadline_bounds_both() {
    let mut configurations = 0;
    for policy in policies(&[0, 2_000, 20_000]) {
        for deadline in [1_001, 1_500, 3_000, 9_000] {
            let policy = policy.to_builder().deadline(ms(deadline)).build().unwrap();
            for links in 0..=2 {
                let (calls, time) = worst(&policy, links, ms(1_000));
                assert_eq!(policy.max_calls(links), calls, "{links} links, {policy:?}");
                let bound = policy.max_latency(links).unwrap();
                assert!(time <= bound && bound <= ms(deadline), "{links} links, {policy:?}");
                configurations += 1;
            }
        }
    }
    println!("max_calls beside a deadline: {configurations} configurations, all exact");
}

#[test]
fn nothing_but_a_timeout_or_a_deadline_bounds_a_call() {
    assert_eq!(Policy::DEFAULT.max_latency(0), None);
    let ends = Policy::builder().deadline(ms(5)).build().unwrap();
    assert_eq!(ends.max_latency(3), Some(ms(5)));
}

#[test]
fn the_bounds_end_at_the_end_of_their_numbers() {
    let policy = Policy::builder().timeout(Duration::MAX).build().unwrap();
    assert_eq!(policy.max_latency(u32::MAX), Some(Duration::MAX));
    assert_eq!(policy.max_calls(u32::MAX), u32::MAX);
}
