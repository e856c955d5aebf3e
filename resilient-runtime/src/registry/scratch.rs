//! A name rendered without allocating: each thread keeps one buffer for it.

use std::cell::RefCell;
use std::fmt::{self, Write};

thread_local! {
    static BUFFER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Renders `text` and hands it to `read`.
///
/// A `Display` of the user's may come back here while it is rendered, and a thread at its end has
/// no buffer any more: both get a buffer of their own.
pub(crate) fn with<R>(text: fmt::Arguments<'_>, read: impl FnOnce(&str) -> R) -> R {
    let mut buffer = BUFFER
        .try_with(|buffer| buffer.try_borrow_mut().map(|mut taken| std::mem::take(&mut *taken)))
        .ok()
        .and_then(Result::ok)
        .unwrap_or_default();
    buffer.clear();
    // A `Display` that reports an error has still written what it had to say.
    let _ = buffer.write_fmt(text);
    let answer = read(&buffer);
    if buffer.capacity() <= MOST_KEPT {
        let _ = BUFFER.try_with(|kept| kept.try_borrow_mut().map(|mut kept| *kept = buffer));
    }
    answer
}

/// One huge key must not stay in the memory of every thread.
const MOST_KEPT: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    struct Nested;

    impl fmt::Display for Nested {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            with(format_args!("inner"), |inner| f.write_str(inner))
        }
    }

    struct Broken;

    impl fmt::Display for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half")?;
            Err(fmt::Error)
        }
    }

    fn rendered(text: fmt::Arguments<'_>) -> String {
        with(text, str::to_owned)
    }

    #[test]
    fn a_display_that_comes_back_gets_a_buffer_of_its_own() {
        assert_eq!(rendered(format_args!("a:{Nested}:b")), "a:inner:b");
    }

    #[test]
    fn a_reader_that_comes_back_gets_a_buffer_of_its_own() {
        let both = with(format_args!("outer"), |outer| {
            format!("{outer}+{}", rendered(format_args!("inner")))
        });
        assert_eq!(both, "outer+inner");
    }

    #[test]
    fn a_display_that_reports_an_error_or_panics_leaves_the_buffer_usable() {
        assert_eq!(rendered(format_args!("a:{Broken}")), "a:half");
        let panic = std::panic::catch_unwind(|| with(format_args!("x"), |_| panic!("reader")));
        assert!(panic.is_err());
        assert_eq!(rendered(format_args!("next")), "next");
    }

    #[test]
    fn the_buffer_is_used_again_but_a_huge_one_is_let_go() {
        let place = |text: &str| with(format_args!("{text}"), |text| text.as_ptr() as usize);
        place("a first name, long enough for all");
        assert_eq!(place("second"), place("third"));
        place(&"x".repeat(MOST_KEPT * 2));
        let kept = BUFFER.with(|buffer| buffer.borrow().capacity());
        assert!(kept <= MOST_KEPT);
    }
}
