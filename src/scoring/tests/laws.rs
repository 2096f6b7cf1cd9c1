//! Laws that hold for every response.

use super::*;
use proptest::prelude::*;

/// One item of every form.
fn items() -> Vec<Item> {
    vec![
        accept_credits(&[("empathy", 1, 1), ("open question", 1, 1), ("caring for 2", 1, 2)])
            .reject(&["apathy", "closed question"]),
        accept(&["Carl Rogers", "A positive"])
            .matching(Matching { case: crate::model::Case::Exact, typos: false }),
        accept_words(&["feeling|emotion", "content|words"]).reject(&["advice"]),
        accept_list(&["open question", "affirmation", "summary"], EntryOrder::Any, true).reject(&["advice"]),
        accept_list(&["realize", "recognize", "respond"], EntryOrder::Given, false),
        accept_number((36, 1), (1, 2), &["h", "hours"]).reject(&["36 days"]),
    ]
}

/// Responses made of what the rules look at.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "empathy",
        "Empahty",
        "empathies",
        "apathy",
        "open",
        "question",
        "questions",
        "closed",
        "caring",
        "for",
        "2",
        "a",
        "The",
        "not",
        "or",
        "and",
        "feeling",
        "emotion",
        "words",
        "content",
        "advice",
        "affirmation",
        "summary",
        "realize",
        "recognize",
        "respond",
        "36",
        "36.5",
        "1,750",
        "hours",
        "h",
        "twelve",
        "don't",
        "café",
        "É",
        "½",
    ]);
    let separators =
        prop::sample::select(vec![" ", " ", " ", ", ", "/", "-", "; ", "\n", ". ", "", " (", "’"]);
    prop::collection::vec((words, separators), 0..7)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, separator)| [word, separator]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gets_a_consistent_outcome(text in prop_oneof!["\\PC{0,60}", "[ -~\n]{0,60}", pieces()]) {
        for item in items() {
            let scorer = item.scorer();
            let graded = scorer.score(&text);
            check_consistent(&scorer, &graded);
            prop_assert_eq!(graded.status == Status::Blank, crate::scoring::is_blank(&text));
            prop_assert_eq!(&scorer.key(&text), &graded.key);
        }
    }

    #[test]
    fn case_spaces_and_trailing_punctuation_change_nothing(text in pieces(), end in "[.!?,;: ]{0,3}") {
        for item in items().into_iter().filter(|item| item.0.matching == Matching::default()) {
            let scorer = item.scorer();
            let credit = |text: &str| { let graded = scorer.score(text); (graded.status, graded.credit, graded.rule) };
            let expected = credit(&text);
            prop_assert_eq!(credit(&text.to_uppercase()), expected, "upper case of {:?}", text);
            prop_assert_eq!(credit(&format!("  {} ", text.replace(' ', "  "))), expected, "spaces of {:?}", text);
            prop_assert_eq!(credit(&format!("{text}{end}")), expected, "{:?} and {:?}", text, end);
        }
    }

    #[test]
    fn responses_with_one_key_have_one_outcome(a in pieces(), b in pieces()) {
        for item in items() {
            let scorer = item.scorer();
            for variant in [b.clone(), a.to_lowercase(), a.replace(['-', '.'], " "), a.replace("The ", "")] {
                let (a, b) = (scorer.score(&a), scorer.score(&variant));
                if a.key == b.key {
                    prop_assert_eq!((a.status, a.credit, a.rule), (b.status, b.credit, b.rule), "{}", a.key);
                }
            }
        }
    }

    #[test]
    fn a_rejected_text_alone_never_earns_credit(text in pieces(), like in pieces()) {
        let mut rejecting = items();
        rejecting.push(accept(&[&like]));
        rejecting.push(accept_words(&[&like]));
        rejecting.push(accept_list(&[&like], EntryOrder::Any, true));
        for item in rejecting {
            let graded = item.reject(&[&text]).score(&text);
            prop_assert_eq!(graded.credit, 0.into(), "{:?}", graded);
        }
    }

    #[test]
    fn a_ruling_decides_for_its_response(text in pieces()) {
        for item in items() {
            let half = Fraction::new(1, 2);
            let graded = ShortScorer::new(&item.0, &LEXICON, &[(text.clone(), half)]).score(&text);
            let expected = if graded.status == Status::Blank { 0.into() } else { half };
            prop_assert_eq!(graded.credit, expected, "{:?}", graded);
        }
    }

    #[test]
    fn both_orders_agree_on_the_exact_key(
        entries in prop::collection::vec("[a-z]{3,9}( [a-z]{3,9})?", 1..6),
        partial in any::<bool>(),
    ) {
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        for order in [EntryOrder::Any, EntryOrder::Given] {
            let graded = accept_list(&entries, order, partial).score(&entries.join(", "));
            prop_assert_eq!(graded.credit, 1.into(), "{:?} {:?}", order, graded);
        }
    }
}

#[test]
fn very_long_responses_take_no_time() {
    const MEGABYTE: usize = 1_000_000;
    let mut responses: Vec<String> = [
        "empathy ",
        "a",
        "a,",
        "/",
        "or ",
        "36 ",
        "9",
        "1,",
        "not ",
        "\n",
        "é ",
        "e\u{301}",
        "\u{FDFA}",
        "advice, ",
        "affirmatoin, ",
        "and ",
        "feeling content ",
        "½",
        "\u{1F600}",
        "'",
        "reflectoin affirmatons ",
    ]
    .iter()
    .map(|part| part.repeat(MEGABYTE / part.len()))
    .collect();
    responses.push("\u{301}\u{316}".repeat(MEGABYTE / 4));
    for response in responses {
        for item in items() {
            let scorer = item.scorer();
            let graded = scorer.score(&response);
            check_consistent(&scorer, &graded);
        }
    }
}
