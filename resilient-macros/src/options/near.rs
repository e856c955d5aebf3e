//! The name that was probably meant.

/// The name that was probably meant: one that is near, or that of what other libraries call so.
pub(crate) fn meant<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let elsewhere =
        |name: &str| ELSEWHERE.iter().any(|(ours, theirs)| *ours == name && theirs.contains(&word));
    nearest(word, known).or_else(|| known.iter().copied().find(|name| elsewhere(name)))
}

/// The name a typing mistake away: one edit in three letters, not counting case.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    all(word, known).into_iter().min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// Every name that near, and how many edits away it is.
pub(crate) fn all<'a>(word: &str, known: &[&'a str]) -> Vec<(usize, &'a str)> {
    let word = word.to_lowercase();
    let mut near = Vec::new();
    for name in known {
        let edits = edits(&word, name);
        // Of two letters, one is half of the name.
        let most = if name.len() < 3 { 0 } else { name.len().max(word.len()).div_ceil(3).min(3) };
        if edits <= most {
            near.push((edits, *name));
        }
    }
    near
}

/// Letters to insert, remove or replace (Levenshtein).
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        row[0] = left;
        for (above, b) in row.iter_mut().skip(1).zip(&to) {
            left = (diagonal + usize::from(a != *b)).min(left + 1).min(*above + 1);
            diagonal = std::mem::replace(above, left);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Names of ours, and what retry libraries and breakers have in their place.
#[rustfmt::skip]
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("retries", &["attempts", "max_attempts", "max_retries", "max_times", "num_retries", "times", "tries"]),
    ("timeout", &["attempt_timeout", "request_timeout", "time_limit"]),
    ("deadline", &["max_elapsed", "max_elapsed_time", "max_duration", "overall_timeout", "total_timeout"]),
    ("breaker", &["circuit", "circuit_breaker"]),
    ("backoff", &["delay", "interval", "retry_delay", "retry_interval", "wait"]),
    ("classify", &["condition", "predicate", "retry_if", "retry_when", "retryable", "when"]),
    ("on", &["retry_on"]),
    ("base", &["initial", "initial_delay", "initial_interval", "min_delay"]),
    ("factor", &["exponent", "multiplier"]),
    ("max", &["cap", "max_delay", "max_interval"]),
    ("constant", &["fixed", "fixed_delay"]),
    ("consecutive", &["consecutive_failures", "failure_threshold", "failures", "max_failures", "threshold"]),
    ("failure_rate", &["error_rate", "failure_rate_threshold", "failure_ratio"]),
    ("last", &["sliding_window_size", "window_size"]),
    ("within", &["sampling_duration", "window"]),
    ("min_calls", &["minimum_calls", "minimum_number_of_calls", "minimum_throughput"]),
    ("open", &["break_duration", "cooldown", "reset_timeout", "wait_duration", "wait_duration_in_open"]),
    ("probes", &["half_open_calls", "permitted_calls_in_half_open"]),
    ("closes_after", &["success_threshold"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_mistake_is_recognised() {
        let known = ["retries", "timeout", "backoff", "on", "rate_limited"];
        for (word, near) in [
            ("retires", Some("retries")),
            ("retry", Some("retries")),
            ("Timeout", Some("timeout")),
            ("back_off", Some("backoff")),
            ("RateLimited", Some("rate_limited")),
            ("foo", None),
            ("attempts", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, &known), near, "{word}");
        }
    }

    #[test]
    fn what_others_call_it_is_recognised() {
        let known = ["retries", "breaker", "backoff"];
        for (word, meant_by_it) in [
            ("max_attempts", Some("retries")),
            ("circuit_breaker", Some("breaker")),
            ("retires", Some("retries")),
            ("threshold", None),
            ("foo", None),
        ] {
            assert_eq!(meant(word, &known), meant_by_it, "{word}");
        }
    }

    #[test]
    fn edits_are_counted() {
        for (from, to, count) in
            [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!(edits(from, to), count, "{from} {to}");
            assert_eq!(edits(to, from), count, "{to} {from}");
        }
    }
}
