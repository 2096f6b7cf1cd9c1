//! `accept`: the table of the rules, the traps, and what the rules say beside.

use super::*;
use crate::model::Case;
use crate::scoring::Rule;

fn exact_case() -> Matching {
    Matching { case: Case::Exact, typos: true }
}

fn no_typos() -> Matching {
    Matching { typos: false, ..Matching::default() }
}

#[test]
fn the_table_of_the_rules_holds() {
    check(
        &accept(&["empathy"]).reject(&["apathy", "sympathy"]),
        &[
            ("Empathy", "1"),
            ("  EMPATHY. ", "1"),
            ("apathy", "0"),
            ("empathy, not sympathy", "R"),
            ("empathy or sympathy", "R"),
        ],
    );
    check(
        &accept(&["reflective listening", "reflecting"]),
        &[("Reflective-listening", "1"), ("not reflective listening", "R"), ("deflecting", "0")],
    );
    check(&accept(&["paraphrasing", "paraphrase"]), &[("paraphasing", "1"), ("parroting", "0")]);
    check(&accept(&["affirmation"]), &[("affirmations", "1"), ("confirmation", "0")]);
    check(
        &accept(&["open question", "open-ended question"]),
        &[("Open ended questions", "1"), ("closed question", "0")],
    );
    check(&accept(&["nonjudgmental"]), &[("judgmental", "0")]);
    check(&accept(&["988"]).matching(no_typos()), &[("998", "0")]);
}

#[test]
fn words_that_look_alike_are_never_credited() {
    #[track_caller]
    fn never(accepted: &str, response: &str) {
        for (accepted, response) in [(accepted, response), (response, accepted)] {
            for text in [response.to_owned(), format!("{response}s"), response.to_uppercase()] {
                let graded = accept(&[accepted]).score(&text);
                assert_eq!(graded.credit, 0.into(), "{text} for {accepted}: {graded:?}");
            }
            let graded = accept(&[accepted]).score(&format!("not {accepted}"));
            assert_eq!(graded.status, Status::Review, "not {accepted}: {graded:?}");
        }
    }
    never("reflection", "deflection");
    never("clarify", "clarity");
    never("consent", "content");
    never("988", "998");
    never("empathy", "apathy");
    never("empathy", "sympathy");
    never("voluntary", "involuntary");
    never("minimizing", "maximizing");
    never("mediation", "medication");
    never("trainer", "trainee");
    never("recovery", "recover");
    never("supporter", "supported");
    never("interpersonal", "intrapersonal");
    never("inpatient", "outpatient");
    never("notable", "not able");
    never("1.75", "175");
    never("1.75", "1 75");
    never("<18", ">18");
    never("<18", "18");
}

#[test]
fn texts_are_equal_after_normalizing() {
    check(
        &accept(&["non-verbal", "don't know", "Carl Rogers", "the patch"]),
        &[
            ("nonverbal", "1"),
            ("non verbal", "1"),
            ("non verbals", "1"),
            ("“Non–Verbal”!", "1"),
            ("dont know", "1"),
            ("don’t know", "1"),
            ("ｃａｒｌ ｒｏｇｅｒｓ", "1"),
            ("Patch", "1"),
            ("A patch", "1"),
            ("", "-"),
            ("  ", "-"),
            ("?!", "-"),
            ("\u{200B}", "-"),
        ],
    );
}

#[test]
fn the_first_text_that_matches_in_the_authors_order_decides_the_credit() {
    let listed = accept_credits(&[("reflection", 1, 1), ("open question", 1, 2), ("open-question", 1, 1)]);
    check(&listed, &[("reflections", "1"), ("Open question", "1/2"), ("open questions", "1/2")]);
    check(
        &accept_credits(&[("strength", 1, 1), ("strengths", 1, 2)]),
        &[("strengths", "1"), ("strength", "1")],
    );
    check(&accept_credits(&[("strengths", 1, 2), ("strength", 1, 1)]), &[("strength", "1/2")]);
    assert_eq!(listed.scorer().credits(), [Fraction::new(0, 1), Fraction::new(1, 2), Fraction::new(1, 1)]);
}

#[test]
fn rules_are_recorded() {
    #[track_caller]
    fn check(response: &str, rule: Rule) {
        let graded = accept(&["reflective listening"]).reject(&["passive listening"]).score(response);
        assert_eq!(graded.rule, rule, "{graded:?}");
    }
    check("Reflective listening", Rule::Exact);
    check("reflectivelistening", Rule::Exact);
    check("reflective listenings", Rule::Folded);
    check("refletive listening", Rule::Typo);
    check("passive listenings", Rule::Rejected);
    check("reflective", Rule::Review);
    check("parroting", Rule::NoMatch);
    check("", Rule::None);
}

#[test]
fn one_slip_in_a_long_word_is_forgiven() {
    check(
        &accept(&["motivational interviewing"]),
        &[
            ("motivational interveiwing", "1"),
            ("motivatonal interveiwing", "1"),
            ("motivationel interviewing", "1"),
            ("otivational interviewing", "R"),
            ("motvatonal interviewing", "R"),
            ("motivational interviewer", "0"),
            ("motivational", "R"),
        ],
    );
    check(&accept(&["open"]), &[("opne", "R"), ("oepn", "R"), ("pen", "0")]);
    check(&accept(&["paraphrasing"]).matching(no_typos()), &[("paraphasing", "R")]);
    // A capital within a word, or beyond the first letter of the text: an abbreviation or a name.
    check(&accept(&["Carl Rogers"]), &[("Carl Rodgers", "R"), ("carl rogers", "1")]);
    check(&accept(&["CalMHSA"]), &[("calmhsa", "1"), ("calmsha", "R")]);
    check(&accept(&["AIDS"]), &[("aids", "1"), ("aid", "R")]);
    check(&accept(&["SB 803"]), &[("SB803", "1"), ("sb-803", "1"), ("SB 830", "0")]);
}

#[test]
fn a_slip_towards_a_rejected_text_is_reviewed() {
    check(&accept(&["restoring"]).reject(&["restorong"]), &[("restorinng", "1"), ("restoreng", "R")]);
}

#[test]
fn words_of_the_banks_are_no_misspellings() {
    let short = accept(&["processing"]).0;
    let mut other = accept(&["professing"]).0;
    other.reject = vec!["promessing".to_owned()];
    let bank = [bank_item(short.clone()), bank_item(other)];
    let scorer = ShortScorer::new(&short, &Lexicon::from_items(&bank), &[]);
    assert_eq!(outcome(&scorer.score("procesing")), "1");
    assert_eq!(outcome(&scorer.score("professing")), "R");
    assert_eq!(outcome(&scorer.score("promessing")), "R");
}

fn bank_item(short: ShortAnswer) -> crate::model::Item {
    crate::model::Item::new("a", "a", "What is it called?", crate::model::ItemKind::Short(short))
}

#[test]
fn alternatives_must_all_be_acceptable() {
    let item =
        accept_credits(&[("paraphrasing", 1, 1), ("restating", 1, 2)]).reject(&["parroting", "repeating"]);
    check(
        &item,
        &[
            ("paraphrasing or restating", "1/2"),
            ("Restating/Paraphrasing", "1/2"),
            ("either paraphasing or paraphrasing", "1"),
            ("paraphrasing/parroting", "R"),
            ("paraphrasing or advice", "R"),
            ("advice or paraphrasing", "R"),
            ("parroting or repeating", "0"),
            ("advice or comfort", "0"),
            ("paraphrasing, restating", "R"),
        ],
    );
    check(
        &accept(&["fight or flight", "and/or"]),
        &[("Fight or flight", "1"), ("fight/flight", "R"), ("and or", "1")],
    );
}

#[test]
fn near_answers_go_to_a_person_with_a_reason() {
    let item = accept(&["empathy", "reflective listening", "stages of change"]).reject(&["sympathy"]);
    check_why(
        &item,
        &[
            ("empathy, not sympathy", "empathy", "says “not”"),
            ("empathy and sympathy", "empathy", "also contains the rejected “sympathy”"),
            ("empathy or sympathy", "empathy", "two answers: “empathy or sympathy”"),
            ("empthay!", "empathy", "2 edits from “empathy”"),
            ("deep empathy", "empathy", "says “empathy” and more"),
            ("listening reflectively", "reflective listening", "2 edits from “reflective listening”"),
            ("listening, reflective", "reflective listening", "says “reflective listening” and more"),
            ("stages of grief", "stages of change", "all words but “change”"),
            ("reflective listning skills", "reflective listening", "1 edit from “reflective listening”"),
            ("listening", "reflective listening", "all words but “reflective”"),
            ("reflectiv elistning", "reflective listening", "3 edits from “reflective listening”"),
            (&format!("empathy {}", "and so on ".repeat(9)), "empathy", "more than 25 words"),
        ],
    );
    check(
        &item,
        &[
            ("I do not know", "0"),
            ("none", "0"),
            ("sympathy", "0"),
            (&"and so on ".repeat(99), "0"),
            ("n/a", "0"),
        ],
    );
}

#[test]
fn letter_case_counts_where_the_author_says_so() {
    let item = accept(&["pH", "HIPAA"]).matching(exact_case());
    check(&item, &[("pH", "1"), ("ph", "R"), (" pH.", "1"), ("PH", "R"), ("hipaa", "R"), ("HIPAA", "1")]);
    check_why(&item, &[("PH", "pH", "other capital letters than “pH”")]);
    check(&accept(&["A positive"]).matching(exact_case()), &[("A positive", "1"), ("positive", "R")]);
}

#[test]
fn what_the_plain_form_keeps_apart_is_reviewed_or_wrong() {
    check(&accept(&["résumé"]), &[("resume", "R"), ("Résumé", "1"), ("RE\u{301}SUME\u{301}", "1")]);
    check(&accept(&["not able"]), &[("notable", "R"), ("not able", "1")]);
    check(&accept(&["A/B testing"]), &[("a-b testing", "1"), ("B testing", "R")]);
    check(&accept(&["empathy"]), &[("empathy \u{1F600}", "R"), ("\u{274C} empathy", "R")]);
}

#[test]
fn rulings_win_over_everything() {
    let rulings = [
        ("re-stating".to_owned(), Fraction::new(1, 2)),
        ("Empathy".to_owned(), Fraction::new(0, 1)),
        ("apathy".to_owned(), Fraction::new(3, 4)),
        (String::new(), Fraction::new(1, 1)),
    ];
    let item = accept(&["empathy"]).reject(&["apathy"]);
    let scorer = ShortScorer::new(&item.0, &LEXICON, &rulings);
    for (response, expected) in
        [("Re stating!", "1/2"), ("EMPATHY", "0"), ("apathy", "3/4"), ("", "-"), ("empathys", "1")]
    {
        assert_eq!(outcome(&scorer.score(response)), expected, "{response}");
    }
    assert_eq!(scorer.score("empathy").rule, Rule::Ruling);
    let credits = [(0, 1), (1, 2), (3, 4), (1, 1)].map(|(n, d)| Fraction::new(n, d));
    assert_eq!(scorer.credits(), credits);
}

#[test]
fn responses_merge_by_what_they_say() {
    let scorer = accept(&["empathy"]).scorer();
    assert_eq!(scorer.score(" The  Empathy. ").key, "empathy");
    assert_eq!(scorer.score("Empathy/Sympathy").key, "empathy / sympathy");
    assert_eq!(scorer.score("--").key, "");
}
