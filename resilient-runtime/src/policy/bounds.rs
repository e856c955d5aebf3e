//! What a policy comes to at the worst: in calls, and in time.

use std::time::Duration;

use crate::classify::Class;
use crate::policy::Policy;
use crate::rules::bound::Pace;
use crate::rules::classes::LINES;
use crate::rules::course::Course;
use crate::rules::range::shorter;

impl Policy {
    /// How often a call runs the body or a link at most: the first attempt, the retries, and once
    /// for each of the `links` that may follow in its chain.
    ///
    /// It is `1 + retries + links`, less what `on(..)` or the deadline leave no room for.
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::Policy;
    ///
    /// const POLICY: Policy = Policy::builder().retries(4).build_const();
    /// const _: () = assert!(POLICY.max_calls(2) <= 7); // two links of `fallback`
    /// ```
    pub const fn max_calls(&self, links: u32) -> u32 {
        let retries = self.course(links).retries_within(&self.pace(), self.deadline());
        retries.saturating_add(1).saturating_add(links)
    }

    /// How long a call takes at most, where `links` more targets run its body, or `None` where
    /// nothing bounds it: that takes a `timeout` or a `deadline`.
    ///
    /// Without a deadline it is `max_calls` times the first timeout, and the longest waits: a hint
    /// of the server counts as `patience`, and as much as may be added to it by chance. A deadline
    /// is the most in any case. Not counted are `otherwise`, the waits for a gate, and functions
    /// that a link calls: of these only a deadline bounds the last two.
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::{Backoff, Policy};
    /// use std::time::Duration;
    ///
    /// const POLICY: Policy = Policy::builder()
    ///     .retries(2)
    ///     .timeout(Duration::from_secs(10))
    ///     .backoff(Backoff::constant(Duration::from_secs(1)))
    ///     .patience(Duration::from_secs(4))
    ///     .build_const();
    /// const _: () = match POLICY.max_latency(0) {
    ///     Some(longest) => assert!(longest.as_secs() <= 40), // 3 * 10 s + 2 * (4 s + 1 s)
    ///     None => panic!("nothing bounds a call"),
    /// };
    /// ```
    pub const fn max_latency(&self, links: u32) -> Option<Duration> {
        let Some(timeout) = self.timeout(0) else {
            return self.deadline();
        };
        let longest = self.course(links).longest(&self.pace(), timeout);
        match self.deadline() {
            Some(deadline) if shorter(deadline, longest) => Some(deadline),
            _ => Some(longest),
        }
    }

    /// The policy, if each of its retries can begin before the deadline in a chain of so many
    /// targets that run the body.
    ///
    /// # Panics
    ///
    /// Where one can't: in a const that fails the build.
    #[track_caller]
    pub(crate) const fn possible_in(self, bodies: u32, ends_with_body: bool) -> Self {
        let has_links = bodies > 1 || !ends_with_body;
        let course = Course { bodies, has_links, ends_with_body, ..self.course(0) };
        if let Some(deadline) = self.deadline() {
            assert!(
                course.is_possible(&self.pace(), deadline),
                "`retries` has more than can begin before `deadline`, even if each attempt fails \
                 at once; lengthen `deadline`, shorten `backoff`, or lower `retries`"
            );
        }
        self
    }

    const fn course(&self, links: u32) -> Course {
        let mut course = Course {
            retries: self.retries(),
            bodies: links.saturating_add(1),
            has_links: links > 0,
            ..Course::ALONE
        };
        let mut class = 0;
        while class < LINES.len() {
            course.lines[class] = LINES[class].changed(self.settings.actions.of(class));
            class += 1;
        }
        course
    }

    const fn pace(&self) -> Pace {
        let backoff = self.backoff(Class::Server);
        Pace {
            waits: backoff.waits(),
            limited: self.backoff(Class::RateLimited).waits(),
            plus: backoff.most_added(),
            jitter: self.jitter(),
            switch_after: self.switch_after(),
            patience: self.patience(),
        }
    }
}
