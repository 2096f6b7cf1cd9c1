//! The README shows what the program really prints.

#[test]
fn the_readme_is_true() {
    trycmd::TestCases::new().env("COLUMNS", "80").case("README.md");
}
