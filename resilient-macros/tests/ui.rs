//! What the compiler says about a mistake: one mistake a file, named after it.

#[test]
fn every_mistake_is_told_at_its_own_token() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
