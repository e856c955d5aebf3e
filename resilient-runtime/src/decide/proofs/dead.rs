//! `dead_option`: an option is refused where the call behaves the same without it.

use super::*;
use crate::policy::PolicyBuilder;
use crate::rules::classes::LINES;
use crate::rules::course::Course;
use crate::rules::range::MOST_TIMEOUTS;

/// The targets of a chain: how many run the body, and whether a call of another function ends it.
#[derive(Debug, Clone, Copy)]
struct Targets {
    bodies: u32,
    ends_with_call: bool,
}

const CHAINS: [Targets; 4] = [
    Targets { bodies: 1, ends_with_call: false },
    Targets { bodies: 1, ends_with_call: true },
    Targets { bodies: 2, ends_with_call: false },
    Targets { bodies: 2, ends_with_call: true },
];

const ONS: [On; 9] = [
    On::Nothing,
    On::Some(&[(Class::RateLimited, Action::FallBack)]),
    On::Some(&[(Class::Timeout, Action::Retry(2)), (Class::Network, Action::Fail)]),
    On::Only(&[]),
    On::Only(&[(Class::Quota, Action::FallBack)]),
    On::Only(&[(Class::Timeout, Action::Retry(1))]),
    On::Only(&[(Class::Timeout, Action::Retry(2))]),
    On::Only(&[(Class::Network, Action::Retry(1))]),
    On::Only(&[(Class::Server, Action::Retry(2))]),
];

#[derive(Debug, Clone, Copy)]
struct Case {
    retries: u32,
    on: On,
    chain: Targets,
}

impl Case {
    fn builder(&self) -> PolicyBuilder {
        let mut builder = Policy::builder().retries(self.retries);
        for (class, action) in self.on.actions() {
            builder = builder.on(class, action);
        }
        builder
    }

    fn course(&self) -> Course {
        let mut lines = LINES;
        for (class, action) in self.on.actions() {
            lines[class as usize] = LINES[class as usize].changed(Some(action));
        }
        let Targets { bodies, ends_with_call } = self.chain;
        Course {
            retries: self.retries,
            lines,
            bodies,
            has_links: bodies > 1 || ends_with_call,
            ends_with_body: !ends_with_call,
        }
    }

    /// Everything that the call decides, wherever it can come to, with this much or less of a deadline left.
    fn behaviour(
        &self,
        policy: &Policy,
        deadline: Option<Duration>,
    ) -> Vec<(Key, Class, Option<Duration>, Duration, Next)> {
        let lefts = deadline.map_or(vec![Duration::MAX], |it| vec![it, it * 2 / 3, it / 4]);
        let mut seen = Vec::new();
        let mut places = BTreeMap::from([(key(0, &Spent::NOTHING), Spent::NOTHING)]);
        while let Some(((target, ..), spent)) = places.pop_first() {
            let more = target + 1 < self.chain.bodies || self.chain.ends_with_call;
            for ((class, hint, dice), left) in
                events().flat_map(|event| lefts.iter().map(move |left| (event, *left)))
            {
                let mut next = spent;
                if class == Class::Timeout {
                    next.time_out();
                }
                let verdict = hint.into_iter().fold(Verdict::from(class), Verdict::retry_after);
                let decided = decide(policy, &next, left, more, verdict, dice);
                seen.push((key(target, &spent), class, hint, left, decided));
                match decided {
                    Next::RetryAfter(_) => {
                        next.retry(class);
                        places.insert(key(target, &next), next);
                    }
                    Next::FallBack if target + 1 < self.chain.bodies => {
                        let next = spent.elsewhere();
                        places.insert(key(target + 1, &next), next);
                    }
                    Next::FallBack | Next::GiveUp | Next::Return => {}
                }
            }
        }
        seen
    }
}

fn events() -> impl Iterator<Item = (Class, Option<Duration>, u64)> {
    const HINTS: [u64; 9] = [0, 1_500, 3_000, 7_000, 11_000, 40_000, 61_000, 70_000, 100_000];
    [Class::RateLimited, Class::Server, Class::Timeout, Class::Network, Class::Invalid]
        .into_iter()
        .flat_map(|class| {
            let hints = if LINES[class as usize].obeys_hint { &HINTS[..] } else { &[] };
            hints.iter().map(|hint| Some(ms(*hint))).chain([None]).map(move |hint| (class, hint))
        })
        .map(|(class, hint)| (class, hint, second(u64::MAX / 3)))
}

fn grid() -> Vec<Case> {
    let mut all = Vec::new();
    for retries in 0..=2 {
        for on in ONS {
            all.extend(CHAINS.map(|chain| Case { retries, on, chain }));
        }
    }
    all
}

/// Compares each refusal with what the option changes, and returns how many there were of both.
fn agree(
    option: &str,
    variants: &[(PolicyBuilder, PolicyBuilder)],
    case: &Case,
    deadline: Option<Duration>,
    refused: impl Fn(usize) -> bool,
) -> [u32; 2] {
    let mut counts = [0, 0];
    for (index, (without, with)) in variants.iter().enumerate() {
        let [without, with] =
            [without, with].map(|it| case.behaviour(&it.build().unwrap(), deadline));
        assert_eq!(refused(index), without == with, "{option} {index}: {case:?} {deadline:?}");
        counts[0] += 1;
        counts[1] += u32::from(refused(index));
    }
    counts
}

#[test]
fn an_option_is_refused_as_dead_where_it_changes_no_execution() {
    let (mut configurations, mut refused) = (0, 0);
    let mut add = |[all, dead]: [u32; 2]| {
        configurations += all;
        refused += dead;
    };
    for case in grid() {
        let (course, start) = (case.course(), case.builder());
        // Where it acts, some value of it makes a difference.
        let backoffs = [Backoff::constant(ms(700)), Backoff::linear(ms(900)), Backoff::none()]
            .map(|backoff| (start, start.backoff(backoff)));
        add(agree("backoff", &backoffs, &case, None, |_| !course.waits()));
        let jitters = [Jitter::Full, Jitter::None].map(|jitter| (start, start.jitter(jitter)));
        add(agree("jitter", &jitters, &case, None, |_| !course.waits()));
        let idle = start.backoff(Backoff::none());
        let jitters = [Jitter::Full, Jitter::None].map(|jitter| (idle, idle.jitter(jitter)));
        add(agree("jitter beside none", &jitters, &case, None, |_| true));
        let more = [(start, start.retries(0))];
        if case.retries > 0 {
            add(agree("retries", &more, &case, None, |_| !course.repeats()));
        }
        for deadline in [None, Some(2_000), Some(5_000), Some(12_000), Some(60_000), Some(66_000)] {
            let deadline = deadline.map(ms);
            for [all, dead] in hints(&case, deadline) {
                add([all, dead]);
            }
        }
    }
    println!("dead_option: {configurations} configurations, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}

/// Limits for hints, each alone and beside the other.
fn hints(case: &Case, deadline: Option<Duration>) -> Vec<[u32; 2]> {
    let (course, start) = (case.course(), case.builder());
    let mut counts = Vec::new();
    for patience in [None, Some(ms(50_000)), Some(ms(90_000))] {
        let base = patience.into_iter().fold(start, PolicyBuilder::patience);
        let times = [ms(1_000), ms(10_000), ms(50_000), ms(80_000)];
        let times = times.into_iter().filter(|it| patience.is_none_or(|most| *it <= most));
        let times: Vec<Duration> = times.collect();
        let pairs: Vec<_> = times.iter().map(|it| (base, base.switch_after(*it))).collect();
        counts.push(agree("switch_after", &pairs, case, deadline, |index| {
            !course.asks_switch_after(times[index], patience, deadline)
        }));
    }
    for switch_after in [None, Some(ms(1_000)), Some(ms(10_000))] {
        let base = switch_after.into_iter().fold(start, PolicyBuilder::switch_after);
        // Below the default of `switch_after`, or beyond its own default: both act.
        let times = [ms(1_000), ms(2_000), ms(10_000), ms(30_000), ms(90_000)];
        let least = switch_after.unwrap_or_default();
        let has_last = !case.chain.ends_with_call;
        let times = times
            .into_iter()
            .filter(|it| *it >= least && (has_last || *it < ms(5_000) || switch_after.is_some()));
        let times: Vec<Duration> = times.collect();
        let pairs: Vec<_> = times.iter().map(|it| (base, base.patience(*it))).collect();
        counts.push(agree("patience", &pairs, case, deadline, |index| {
            !course.asks_patience(times[index], switch_after, deadline)
        }));
    }
    counts
}

/// What `on(..)` may say about timeouts and, beside them, about others.
const AROUND_TIMEOUTS: [On; 12] = [
    On::Nothing,
    On::Some(&[(Class::Timeout, Action::Fail)]),
    On::Some(&[(Class::Timeout, Action::FallBack)]),
    On::Some(&[(Class::Timeout, Action::Retry(1))]),
    On::Some(&[(Class::Timeout, Action::Retry(2)), (Class::Network, Action::Fail)]),
    On::Some(&[(Class::Timeout, Action::Retry(4)), (Class::Server, Action::FallBack)]),
    On::Some(&[(Class::Timeout, Action::Retry(7))]),
    On::Some(&[(Class::Server, Action::Retry(7))]),
    On::Only(&[]),
    On::Only(&[(Class::Timeout, Action::Retry(1))]),
    On::Only(&[(Class::Timeout, Action::Retry(3)), (Class::Server, Action::Retry(2))]),
    On::Only(&[(Class::Server, Action::Retry(2))]),
];

#[test]
fn a_step_of_a_list_is_refused_where_no_execution_comes_to_it() {
    let (mut configurations, mut refused) = (0, 0);
    for (retries, on) in (0..=7).flat_map(|retries| AROUND_TIMEOUTS.map(|on| (retries, on))) {
        for case in CHAINS.map(|chain| Case { retries, on, chain }) {
            let seen = case.behaviour(&case.builder().build().unwrap(), None);
            let timeouts = seen.into_iter().map(|((.., timeouts), ..)| timeouts).max().unwrap();
            for step in 0..u32::try_from(MOST_TIMEOUTS).unwrap() {
                let found = step >= case.course().steps();
                assert_eq!(found, step > timeouts.into(), "step {step}: {case:?}");
                configurations += 1;
                refused += u32::from(found);
            }
        }
    }
    println!("steps of `timeout`: {configurations} configurations, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}

#[test]
fn links_are_refused_where_no_execution_leads_to_the_next_target() {
    let fallible: Vec<Class> =
        CLASSES.into_iter().filter(|class| LINES[*class as usize].falls_back).collect();
    let (mut configurations, mut refused) = (0, 0);
    for failing in 0..1_u32 << fallible.len() {
        let fails = |at: &usize| failing & (1 << at) != 0;
        let fails: Vec<Class> = (0..fallible.len()).filter(fails).map(|at| fallible[at]).collect();
        let mut lines = LINES;
        let mut builder = Policy::builder();
        for class in fails {
            lines[class as usize] = LINES[class as usize].changed(Some(Action::Fail));
            builder = builder.on(class, Action::Fail);
        }
        let policy = builder.build().unwrap();
        let after = |class| {
            let verdict = Verdict::from(class).no_retry();
            decide(&policy, &Spent::NOTHING, Duration::MAX, true, verdict, 0)
        };
        let reached = CLASSES.map(after).contains(&Next::FallBack);
        let course = Course { lines, bodies: 2, has_links: true, ..Course::ALONE };
        assert_eq!(course.falls_back(), reached, "{failing:b}");
        configurations += 1;
        refused += u32::from(!reached);
    }
    println!("no way to links: {configurations} configurations, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}
