//! However many threads read files, they are what they are when read one after the other.

use super::*;
use proptest::prelude::*;

/// Files that are sound, damaged, at odds with each other, in need of each other, or no text at all.
const FILES: &[&[u8]] = &[
    b"bank: b\ntopics: {t: T}\nitems:\n- {id: a, topic: t, stem: s, options: {A: x, B: y}, answer: A}\n- {id: b, topic: t, stem: s, accept: [x]}\n",
    b"bank: b\ntopics: {t: Other}\nitems:\n- {id: a, topic: t, stem: s, accept: [x]}\n- {id: d, topic: u, stem: s, accept: [x]}\n",
    b"bank: b\ntopics: {t: T}\nitems:\n- {id: e, topic: t, stem: s, options: {A: x, B: y}, answer: C, odd: x}\n- id: f\n  stem: \"open\n",
    b"topics: {t: T, u: U}\n",
    b"exam: e\ntitle: E\nsections:\n- {topic: u, items: 2}\n",
    b"rulings:\n- {item: a, decision: full-credit, reason: r}\n- {item: z, decision: void, reason: r}\n",
    b"form: f\nitems: [a, d, y]\n",
    b"bank: \xFF\n\xFE\n",
    b"",
];

/// All that was loaded, in words.
fn told(files: &[&[u8]]) -> (String, String) {
    let names = (0..).map(|number| PathBuf::from(format!("{}.yaml", number % 3)));
    let loaded = Loaded::from_texts(names.zip(files.iter().map(|bytes| bytes.to_vec())));
    let sources: Vec<_> =
        loaded.sources.iter().map(|(id, source)| (id, source.path(), source.text())).collect();
    let parts = format!("{sources:?}\n{:?}\n{:?}\n{:?}", loaded.files, loaded.banks, loaded.topics);
    let others = format!("{:?}\n{:?}\n{:?}", loaded.exams, loaded.rulings, loaded.forms);
    (format!("{:#?}", loaded.findings), parts + &others)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn several_threads_read_what_one_reads(
        files in prop::collection::vec(prop::sample::select(FILES), 0..12),
        threads in 2_usize..5,
    ) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        prop_assert_eq!(pool.install(|| told(&files)), told(&files));
    }
}
