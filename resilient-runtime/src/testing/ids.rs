//! Which function a test means: `chat` is `shop::client::chat`, as long as no other one ends like this.

/// Whether `wanted` is the id or the last parts of its path.
pub(super) fn fits(id: &str, wanted: &str) -> bool {
    id.strip_suffix(wanted).is_some_and(|before| before.is_empty() || before.ends_with("::"))
}

/// Finds the one id that is meant.
///
/// # Errors
///
/// Where there is none or more than one, in words.
pub(super) fn find<'a>(all: &[&'a str], wanted: &str) -> Result<&'a str, String> {
    if let Some(exact) = all.iter().find(|id| **id == wanted) {
        return Ok(exact);
    }
    let fitting: Vec<&str> = all.iter().copied().filter(|id| fits(id, wanted)).collect();
    match fitting[..] {
        [one] => Ok(one),
        [] => Err(format!("`{wanted}` did nothing; {}", existing("recorded", all))),
        [..] => Err(format!("`{wanted}` may be {}; write more of the path", list(&fitting, "or"))),
    }
}

/// Says which ids there are: "`a::chat` and `a::search` were called".
pub(super) fn existing(verb: &str, all: &[&str]) -> String {
    match all {
        [] => format!("no function was {verb}"),
        [one] => format!("`{one}` was {verb}"),
        _ => format!("{} were {verb}", list(all, "and")),
    }
}

fn list(all: &[&str], word: &str) -> String {
    match all {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => format!("`{}` {word} `{last}`", first.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&str; 4] = ["shop::chat", "shop::search", "bank::search", "shop::quick_search"];

    #[test]
    fn the_last_parts_of_a_path_are_enough_where_they_fit_one() {
        assert_eq!(find(&ALL, "chat"), Ok("shop::chat"));
        assert_eq!(find(&ALL, "bank::search"), Ok("bank::search"));
        assert_eq!(find(&ALL, "shop::search"), Ok("shop::search"));
    }

    #[test]
    fn an_id_that_is_meant_exactly_is_not_ambiguous() {
        assert_eq!(find(&["a::chat", "chat"], "chat"), Ok("chat"));
    }

    #[test]
    fn parts_of_words_do_not_fit() {
        assert!(fits("shop::search", "search") && !fits("shop::quick_search", "search"));
        assert!(!fits("shop::chat", "shop") && !fits("chat", "shop::chat"));
    }

    #[test]
    fn what_fits_twice_or_not_at_all_is_told_with_what_there_is() {
        let twice = "`search` may be `shop::search` or `bank::search`; write more of the path";
        assert_eq!(find(&ALL, "search"), Err(twice.to_owned()));
        let none = "`caht` did nothing; `a::chat` and `b` were recorded";
        assert_eq!(find(&["a::chat", "b"], "caht"), Err(none.to_owned()));
        assert_eq!(
            find(&[], "chat"),
            Err("`chat` did nothing; no function was recorded".to_owned())
        );
        let one = "`x` did nothing; `a::chat` was recorded";
        assert_eq!(find(&["a::chat"], "x"), Err(one.to_owned()));
    }
}
