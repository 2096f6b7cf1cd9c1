//! `accept-list`.

use super::*;
use EntryOrder::{Any, Given};

const OARS: [&str; 4] = ["open questions|open-ended questions", "affirmations", "reflections", "summaries"];
const FOUR_R: [&str; 4] = ["realize", "recognize", "respond", "resist re-traumatization|resist"];

#[test]
fn entries_earn_their_share_in_any_order() {
    check(
        &accept_list(&OARS, Any, true),
        &[
            ("open questions, affirmations, reflections, summaries", "1"),
            ("Summaries; reflections; affirmations; open-ended questions.", "1"),
            ("summaries, advice, affirmations, open questions", "3/4"),
            ("1. open question\n2. affirmation\n3. reflection\n4. summary", "1"),
            ("• open question\n\n• affirmation", "1/2"),
            ("affirmation, reflections and summaries", "3/4"),
            ("affirmation & reflection", "1/2"),
            ("affirmations, affirmation, affirmations, affirmations", "1/4"),
            ("affirmations", "1/4"),
            ("advice", "0"),
            ("advice, warnings, orders, threats, affirmations", "0"),
            ("afirmations, reflectoins", "1/2"),
            ("", "-"),
            (",,;", "-"),
        ],
    );
    check(&accept_list(&OARS, Any, false), &[("summaries, advice, affirmations, open questions", "0")]);
    check(
        &accept_list(&OARS, Any, false),
        &[
            ("summaries, reflections, affirmations, open questions", "1"),
            ("summaries", "0"),
            ("smmaris", "0"),
        ],
    );
}

#[test]
fn entries_earn_their_share_by_place_where_order_is_given() {
    check(
        &accept_list(&FOUR_R, Given, true),
        &[
            ("realize, recognize, respond, resist", "1"),
            ("realize, respond, recognize, resist", "1/2"),
            ("realize, , respond, resist", "3/4"),
            ("realize, recognize,\nrespond, resist,", "1"),
            ("recognize, respond, resist", "0"),
            ("realize", "1/4"),
        ],
    );
    check(&accept_list(&FOUR_R, Given, false), &[("realize, respond, recognize, resist", "0")]);
}

#[test]
fn synonyms_are_matched_one_to_one() {
    // The first entry of the response fits both, the second one only.
    let item = accept_list(&["warmth|care", "care"], Any, true);
    check(&item, &[("care, warmth", "1"), ("care, care", "1"), ("warmth, warmth", "1/2")]);
}

#[test]
fn doubtful_entries_go_to_a_person() {
    let item = accept_list(&OARS, Any, true).reject(&["advice", "closed questions"]);
    check(
        &item,
        &[
            ("summaries, advice, affirmations, open questions", "R"),
            ("advice", "0"),
            ("advice, closed question", "0"),
            ("affirmations or summaries", "R"),
            ("not affirmations", "R"),
        ],
    );
    check_why(
        &accept_list(&OARS, Any, true),
        &[
            ("summaries, affrimatios", "affirmations", "2 edits from “affirmations”"),
            ("summaries, no affirmations", "affirmations", "says “no”"),
            ("affirmations reflections summaries", "affirmations", "entries are not set apart"),
        ],
    );
    check(&accept_list(&FOUR_R, Given, true), &[("realize recognize respond resist", "R")]);
    check(
        &accept_list(&OARS, Any, false),
        &[("open questions affirmations reflections summaries", "R"), ("affirmations reflections", "0")],
    );
}

#[test]
fn every_share_is_among_the_credits() {
    let credits = |item: &Item| item.scorer().credits().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(credits(&accept_list(&OARS, Any, true)), ["0", "1/4", "1/2", "3/4", "1"]);
    assert_eq!(credits(&accept_list(&OARS, Any, false)), ["0", "1"]);
}

#[test]
fn lists_merge_entry_by_entry() {
    let scorer = accept_list(&OARS, Any, true).scorer();
    assert_eq!(scorer.score("Reflections,summaries.").key, "reflections; summaries");
    assert_ne!(scorer.score("reflections summaries").key, scorer.score("reflections, summaries").key);
}
