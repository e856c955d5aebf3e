//! `impossible_attempt`, and a `retry(n)` above `retries`.

use super::*;
use crate::rules::classes::LINES;
use crate::rules::course::Course;

#[derive(Debug, Clone, Copy)]
struct Case {
    retries: u32,
    deadline: Duration,
    backoff: Backoff,
    jitter: Jitter,
    on: On,
    targets: u32,
}

impl Case {
    fn policy(&self, deadline: Option<Duration>) -> Policy {
        let mut builder =
            Policy::builder().retries(self.retries).backoff(self.backoff).jitter(self.jitter);
        if let Some(deadline) = deadline {
            builder = builder.deadline(deadline);
        }
        for (class, action) in self.on.actions() {
            builder = builder.on(class, action);
        }
        builder.build().unwrap()
    }

    fn course(&self) -> Course {
        let mut lines = LINES;
        for (class, action) in self.on.actions() {
            lines[class as usize] = LINES[class as usize].changed(Some(action));
        }
        Course {
            retries: self.retries,
            lines,
            bodies: self.targets,
            has_links: self.targets > 1,
            ends_with_body: true,
        }
    }
}

const ONS: [On; 7] = [
    On::Nothing,
    On::Some(&[(Class::Timeout, Action::Fail)]),
    On::Some(&[(Class::Timeout, Action::Retry(3)), (Class::Network, Action::Fail)]),
    On::Only(&[(Class::Timeout, Action::Retry(3))]),
    On::Only(&[(Class::Server, Action::Retry(1)), (Class::Timeout, Action::Retry(2))]),
    On::Only(&[(Class::Network, Action::Retry(4))]),
    On::Only(&[(Class::Server, Action::Retry(1)), (Class::Timeout, Action::FallBack)]),
];

fn grid() -> Vec<Case> {
    let backoffs = [
        Backoff::constant(ms(1_000)),
        Backoff::exponential(ms(500)).max(ms(3_000)),
        Backoff::exponential(ms(501)).factor(1_500).max(ms(60_000)),
        Backoff::linear(ms(400)).max(ms(1_000)),
        Backoff::none(),
    ];
    let mut all = Vec::new();
    for backoff in backoffs {
        for jitter in [Jitter::Equal, Jitter::Full, Jitter::None] {
            for retries in 1..=4 {
                for deadline in [1, 250, 500, 1_000, 1_501, 2_500, 4_000, 60_000] {
                    for on in ONS {
                        for targets in [1, 3] {
                            let deadline = ms(deadline);
                            all.push(Case { retries, deadline, backoff, jitter, on, targets });
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn a_retry_is_refused_as_impossible_where_no_execution_comes_to_it() {
    let least = second(0);
    // A veto leads to the next target at any time.
    let events: Vec<(Verdict, u64)> = REPEATED
        .into_iter()
        .flat_map(|class| [Verdict::from(class), Verdict::from(class).no_retry()])
        .map(|verdict| (verdict, least))
        .collect();
    let grid = grid();
    let mut refused = 0;
    for case in &grid {
        let possible = least_times(&case.policy(Some(case.deadline)), case.targets, &events);
        let anyhow = least_times(&case.policy(None), case.targets, &events);
        let shown =
            (possible.len() < anyhow.len()).then(|| (possible.len(), anyhow[possible.len()]));
        let proven = case.course().impossible(&case.backoff.waits(), case.jitter, case.deadline);
        let proven = proven.map(|it| (it.retry as usize, it.waited));
        assert_eq!(proven, shown, "{case:?}");
        refused += u32::from(proven.is_some());
    }
    println!("impossible_attempt: {} configurations, {refused} refused, all agree", grid.len());
    assert!(grid.len() >= 2_000 && refused > 0);
}

#[test]
fn the_terms_of_a_refusal_are_those_of_its_sum() {
    for case in grid() {
        let (course, waits) = (case.course(), case.backoff.waits());
        let Some(found) = course.impossible(&waits, case.jitter, case.deadline) else { continue };
        let terms = (1..=found.retry).map(|retry| course.least_wait(&waits, case.jitter, retry));
        assert_eq!(terms.map(Option::unwrap).sum::<Duration>(), found.waited, "{case:?}");
    }
}

#[test]
fn a_number_of_retries_is_refused_where_no_execution_comes_to_it() {
    let mut configurations = 0;
    for retries in 0..=20 {
        for times in 1..=20 {
            for class in
                [Class::Server, Class::Timeout, Class::Network, Class::Quota, Class::Invalid]
            {
                let policy = Policy::builder().retries(retries).backoff(Backoff::none());
                let policy = policy.on(class, Action::Retry(times)).build().unwrap();
                let reached = least_times(&policy, 1, &[(class.into(), 0)]).len() - 1;
                let course = Course { retries, ..Course::ALONE };
                assert_eq!(course.can_repeat(times), reached == times as usize, "{policy:?}");
                configurations += 1;
            }
        }
    }
    println!("contradictory_on: {configurations} configurations, all agree");
    assert!(configurations >= 2_000);
}
