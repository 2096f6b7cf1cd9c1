//! However many threads check, what is told is the same, in the same order.

use super::*;
use crate::diagnostic::render::human;
use proptest::prelude::*;

/// Every case of an item, of every lint.
fn cases() -> Vec<&'static str> {
    let all = LINTS.iter().flat_map(|lint| lint.fires.iter().chain(lint.quiet));
    let marked = |case: &&str| case.contains("⟦-⟧") || case.contains("bank:") || case.contains("exam:");
    all.copied().filter(|case| !marked(case)).collect()
}

/// A bank of the items of these cases.
fn bank(name: &str, cases: &[&str]) -> String {
    let mut text = format!("bank: {name}\ntopics: {{{name}: T}}\nitems:\n");
    for (number, item) in cases.iter().flat_map(|case| case.split("---\n")).enumerate() {
        text.extend([&*format!("- id: {name}{number}\n"), "  topic: ", name, "\n"]);
        for line in item.lines() {
            text.extend(["  ", &line.replace(['⟦', '⟧'], ""), "\n"]);
        }
    }
    text
}

/// All that is told with every lint on.
fn told(texts: &[(PathBuf, Vec<u8>)]) -> (Vec<Finding>, String) {
    let mut settings = Settings::default();
    for lint in LINTS {
        settings.set(lint.id, Level::Warn).expect("a lint");
    }
    let loaded = Loaded::from_texts(texts.iter().cloned());
    let findings = check(&loaded, &settings);
    let shown = human::render(&findings, &loaded.sources, loaded.declared_items(), 80);
    (findings, shown)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn several_threads_tell_what_one_tells(
        banks in prop::collection::vec(prop::collection::vec(prop::sample::select(cases()), 0..80), 1..4),
        threads in 2_usize..5,
    ) {
        let text = |(name, cases): (char, &Vec<&str>)| {
            (PathBuf::from(format!("{name}.yaml")), bank(&name.to_string(), cases).into_bytes())
        };
        let texts: Vec<_> = ('a'..).zip(&banks).map(text).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let (findings, shown) = told(&texts);
        let (of_several, shown_by_several) = pool.install(|| told(&texts));
        prop_assert_eq!(of_several, findings);
        prop_assert_eq!(shown_by_several, shown);
    }
}

/// Nothing is silently left out when a lint fails.
#[test]
#[should_panic(expected = "a part fails")]
fn a_panic_of_one_thread_is_one_of_all() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("a pool");
    pool.install(|| parallel::map(vec![1, 2, 3], |number| assert!(number != 3, "a part fails")));
}
