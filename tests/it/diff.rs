//! `diff` as a transcript.

#[test]
fn transcript_of_diff() {
    trycmd::TestCases::new().case("tests/cmd/diff/*.md");
}
