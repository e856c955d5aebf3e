//! Shapes that can't be repeated: what the user is told, word for word.

#[test]
fn what_is_refused_says_what_to_write() {
    trybuild::TestCases::new().compile_fail("tests/shapes-refused/*.rs");
}
