//! The name that was probably meant.

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
    fn edits_are_counted() {
        for (from, to, count) in
            [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!(edits(from, to), count, "{from} {to}");
            assert_eq!(edits(to, from), count, "{to} {from}");
        }
    }
}
