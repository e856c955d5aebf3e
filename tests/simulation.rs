//! Laws that hold for any policy and any course of events: ten thousand random calls on a paused clock.

use std::time::Duration;

use resilient::{Action, Backoff, Class, Error, Jitter, Policy, Verdict, resilient};

use common::{Api, ApiError, CLASSES, Reply, bad, good, hangs, ms};

mod common;

/// The targets of `chain` behind the first.
const LINKS: u32 = 2;

#[resilient(policy = policy)]
async fn alone(api: &Api, target: &str, policy: &Policy) -> Result<String, ApiError> {
    api.ask(target).await
}

#[resilient(policy = policy, fallback = [target = "b", target in ["c"]])]
async fn chain(api: &Api, target: &str, policy: &Policy) -> Result<String, ApiError> {
    api.ask(target).await
}

#[resilient(
    policy = policy,
    breaker = "simulation:{case}:{target}",
    fallback = [target = "b", target in ["c"]]
)]
async fn guarded(api: &Api, target: &str, case: u64, policy: &Policy) -> Result<String, ApiError> {
    api.ask(target).await
}

/// What a policy was made of, to judge what it did.
#[derive(Debug)]
struct Case {
    policy: Policy,
    retries: u32,
    timeouts: Vec<Duration>,
    deadline: Option<Duration>,
    max: Duration,
    patience: Duration,
    rules: bool,
    replies: Vec<Reply>,
    verdicts: Vec<Option<Verdict>>,
}

/// One attempt as it was seen.
#[derive(Debug)]
struct Seen {
    target: String,
    at: Duration,
    ended: Option<Duration>,
    verdict: Option<Verdict>,
}

/// Timers are kept to a millisecond.
const TICK: Duration = ms(1);

#[tokio::test(start_paused = true)]
async fn calls_keep_the_laws_whatever_happens() {
    for number in 0..10_000 {
        resilient::testing::seed(number);
        let case = Case::random(&mut Dice(number));
        let api = Api::new(&case.replies);
        let (links, result) = if number % 2 == 0 {
            (0, alone(&api, "a", &case.policy).await)
        } else {
            (LINKS, chain(&api, "a", &case.policy).await)
        };
        let seen = seen(&api, &case);
        let told = || format!("case {number}\n{case:?}\n{seen:?}\n{result:?}");
        attempts_are_bounded(&case, links, &seen).unwrap_or_else(|law| panic!("{law}: {}", told()));
        waits_are_bounded(&case, &seen).unwrap_or_else(|law| panic!("{law}: {}", told()));
        the_deadline_holds(&case, &api, &seen).unwrap_or_else(|law| panic!("{law}: {}", told()));
        the_result_is_right(&case, links, &seen, &result)
            .unwrap_or_else(|law| panic!("{law}: {}", told()));
    }
}

#[tokio::test(start_paused = true)]
async fn callers_of_one_key_keep_the_laws_together() {
    for number in 0..1_000 {
        resilient::testing::seed(number);
        let case = Case::random(&mut Dice(number));
        let api = Api::new(&case.replies);
        let one = || guarded(&api, "a", number, &case.policy);
        let _ = tokio::join!(one(), one(), one(), one());
        let seen = seen(&api, &case);
        let told = || format!("case {number}\n{case:?}\n{seen:?}");
        hints_hold_for_everybody(&seen).unwrap_or_else(|law| panic!("{law}: {}", told()));
        the_deadline_holds(&case, &api, &seen).unwrap_or_else(|law| panic!("{law}: {}", told()));
    }
}

type Law = Result<(), &'static str>;

fn law(holds: bool, law: &'static str) -> Law {
    if holds { Ok(()) } else { Err(law) }
}

fn attempts_are_bounded(case: &Case, links: u32, seen: &[Seen]) -> Law {
    law(
        seen.len() <= (1 + case.retries + links) as usize,
        "more attempts than retries and targets",
    )?;
    let in_order = seen.windows(2).all(|pair| pair[0].target <= pair[1].target);
    law(in_order, "a target was asked again after a later one")
}

fn waits_are_bounded(case: &Case, seen: &[Seen]) -> Law {
    for pair in seen.windows(2) {
        let longest_attempt = case.timeouts.first().copied().unwrap_or_default();
        let wait = match pair[0].ended {
            Some(ended) => pair[1].at.saturating_sub(ended),
            None => pair[1].at.saturating_sub(pair[0].at + longest_attempt),
        };
        if pair[0].target != pair[1].target {
            law(wait <= TICK, "a wait before the next target")?;
            continue;
        }
        match pair[0].verdict.and_then(obeyed) {
            Some(hint) => {
                let longest = case.max.max(hint);
                law(wait >= hint, "a hint was undercut")?;
                law(hint <= case.patience, "a hint beyond patience was waited for")?;
                law(wait <= longest + longest / 4 + TICK, "a hint was more than spread")?;
            }
            None => law(wait <= case.max + TICK, "a wait above the cap")?,
        }
    }
    Ok(())
}

fn the_deadline_holds(case: &Case, api: &Api, seen: &[Seen]) -> Law {
    let Some(deadline) = case.deadline else { return Ok(()) };
    law(api.elapsed() <= deadline + TICK, "the call ran past the deadline")?;
    law(seen.iter().all(|one| one.at < deadline), "an attempt began at the deadline or after it")
}

fn the_result_is_right(
    case: &Case,
    links: u32,
    seen: &[Seen],
    result: &Result<String, ApiError>,
) -> Law {
    let Some(last) = seen.last() else { return Err("nothing was asked") };
    match result {
        Ok(target) => law(last.verdict.is_none() && *target == last.target, "not the last answer"),
        Err(ApiError::Failed { verdict, attempt }) => {
            let one = &seen[attempt - 1];
            law(one.verdict == Some(*verdict), "the error came back changed")?;
            // A later attempt was dropped at the deadline, or there is none.
            let later = seen.len() - attempt;
            law(later == 0 || (later == 1 && last.ended.is_none()), "not the last real error")?;
            law(later == 0 || case.deadline.is_some(), "an attempt was dropped")?;
            no_retry_was_left(case, links, seen, *verdict)
        }
        Err(ApiError::Stopped(Error::TimedOut { limit, .. })) => {
            law(last.ended.is_none(), "a timeout of an attempt that ended")?;
            law(case.timeouts.contains(limit), "a limit that nobody wrote")
        }
        Err(ApiError::Stopped(Error::DeadlineExceeded { limit, .. })) => {
            law(seen.len() == 1 && last.ended.is_none(), "a deadline instead of a real error")?;
            law(Some(*limit) == case.deadline, "a deadline that nobody wrote")
        }
        Err(ApiError::Stopped(_)) => Err("a stop of a breaker that isn't there"),
    }
}

/// A call does not give up while it may go on.
fn no_retry_was_left(case: &Case, links: u32, seen: &[Seen], verdict: Verdict) -> Law {
    if case.deadline.is_some() || case.rules || verdict.hint().is_some() {
        return Ok(());
    }
    let last_target = if links == 0 { "a" } else { "c" };
    let at_the_end = seen.last().is_some_and(|one| one.target == last_target);
    match verdict.class() {
        Class::Filtered | Class::Invalid | Class::Cancelled => Ok(()),
        Class::Quota | Class::Auth | Class::Missing | Class::TooLarge | Class::Unknown => {
            law(at_the_end, "a target was left")
        }
        _ => {
            let spent = seen.len() == (1 + case.retries + links) as usize;
            law(at_the_end && spent, "a retry or a target was left")
        }
    }
}

/// No attempt begins on a key that a rate limit has shut.
fn hints_hold_for_everybody(seen: &[Seen]) -> Law {
    for limited in seen {
        let (Some(ended), Some(verdict)) = (limited.ended, limited.verdict) else { continue };
        if verdict.class() != Class::RateLimited {
            continue;
        }
        let reopens = ended + verdict.hint().unwrap_or_default();
        let early = seen
            .iter()
            .find(|one| one.target == limited.target && one.at > ended && one.at < reopens);
        law(early.is_none(), "somebody came back before the hint was over")?;
    }
    Ok(())
}

fn obeyed(verdict: Verdict) -> Option<Duration> {
    match verdict.class() {
        Class::RateLimited | Class::Overloaded | Class::Server | Class::Conflict => verdict.hint(),
        _ => None,
    }
}

fn seen(api: &Api, case: &Case) -> Vec<Seen> {
    let calls = api.calls().into_iter().enumerate();
    calls
        .map(|(index, (target, at, ended))| {
            let scripted = case.verdicts[index.min(case.verdicts.len() - 1)];
            Seen { target, at, ended, verdict: scripted.filter(|_| ended.is_some()) }
        })
        .collect()
}

impl Case {
    fn random(dice: &mut Dice) -> Self {
        let retries = dice.below(9);
        let timeouts = dice.timeouts();
        let longest = timeouts.first().copied().unwrap_or_default();
        let deadline = dice.maybe(|dice| longest + ms(1) + dice.time(120_000));
        let (backoff, max) = dice.backoff();
        let patience = dice.time(100_000);
        let jitter = dice.pick(&[Jitter::Equal, Jitter::Full, Jitter::None]);
        let mut builder = Policy::builder()
            .retries(retries)
            .timeouts(&timeouts)
            .jitter(jitter)
            .switch_after(patience / (1 + dice.below(9)))
            .patience(patience);
        if let Some(deadline) = deadline {
            builder = builder.deadline(deadline);
        }
        if let Some(backoff) = backoff {
            builder = builder.backoff(backoff);
        }
        let rules = dice.below(3) == 0;
        for _ in 0..if rules { 3 } else { 0 } {
            builder = builder.on(dice.class(), dice.action());
        }
        let policy = builder.build_const();
        let script: Vec<_> = (0..20).map(|_| dice.reply()).collect();
        let (replies, verdicts) = script.into_iter().unzip();
        Self { policy, retries, timeouts, deadline, max, patience, rules, replies, verdicts }
    }
}

/// A stream of numbers that a case is made of.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let drawn = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32;
        u32::try_from(drawn).unwrap_or_default() % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let end = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from[self.below(end) as usize]
    }

    fn time(&mut self, end: u32) -> Duration {
        ms(self.below(end).into())
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn class(&mut self) -> Class {
        self.pick(&CLASSES)
    }

    fn action(&mut self) -> Action {
        match self.below(3) {
            0 => Action::Retry(1 + self.below(5)),
            1 => Action::FallBack,
            _ => Action::Fail,
        }
    }

    fn timeouts(&mut self) -> Vec<Duration> {
        let mut all: Vec<_> = (0..self.below(4)).map(|_| ms(1) + self.time(5_000)).collect();
        all.sort_by(|one, other| other.cmp(one));
        all
    }

    fn backoff(&mut self) -> (Option<Backoff>, Duration) {
        let base = ms(1) + self.time(5_000);
        let max = base + self.time(60_000);
        let factor = 1_000 + self.below(3_000);
        match self.below(5) {
            0 => (None, ms(60_000)),
            1 => {
                let plus = self.time(2_000);
                (Some(Backoff::exponential(base).factor(factor).max(max).plus(plus)), max)
            }
            2 => (Some(Backoff::linear(base).max(max)), max),
            3 => (Some(Backoff::constant(base)), base),
            _ => (Some(Backoff::none()), Duration::ZERO),
        }
    }

    fn reply(&mut self) -> (Reply, Option<Verdict>) {
        let after = ms(self.pick(&[0, 0, 10, 3_000]));
        match self.below(10) {
            0 => (good().after(after), None),
            1 => (hangs(), None),
            2 | 3 => {
                let verdict = Verdict::from(self.class()).retry_after(self.time(20_000));
                (bad(verdict).after(after), Some(verdict))
            }
            _ => {
                // Mostly what is repeated, or calls would be short.
                let class =
                    if self.below(3) == 0 { self.class() } else { self.pick(&CLASSES[..7]) };
                (bad(class).after(after), Some(class.into()))
            }
        }
    }
}
