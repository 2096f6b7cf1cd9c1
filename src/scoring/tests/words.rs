//! `accept-words`.

use super::*;

fn reflecting() -> Item {
    accept_words(&["feeling|emotion", "content|words|meaning"])
}

#[test]
fn every_group_is_met_by_a_whole_word() {
    check(
        &reflecting(),
        &[
            ("It names the feelings behind the words", "1"),
            ("emotion + meaning", "1"),
            ("EMOTIONS; contents", "1"),
            ("feeling", "0"),
            ("unfeeling wordsmith", "0"),
            ("feeling or emotion, and content", "1"),
            ("feeling/emotion and content/words", "1"),
            ("feeling or content", "R"),
            ("feeling/content", "R"),
            ("not the feeling but the words", "R"),
            ("feelings and wrods", "R"),
            ("emotoins and content", "R"),
            ("", "-"),
        ],
    );
    check(&accept_words(&["non-verbal cue", "listening"]), &[("listening to nonverbal cues", "1")]);
    check(&accept_words(&["paraphrasing", "summary"]), &[("paraphasing, then a summary", "1")]);
    check(&accept_words(&["without judgment", "listen"]), &[("Listen without judgment", "1")]);
}

#[test]
fn a_short_answer_has_at_most_twenty_five_words() {
    let sentence = |words: usize| format!("feeling {}content", "and ".repeat(words - 2));
    check(&reflecting(), &[(&sentence(25), "1"), (&sentence(26), "R"), (&"and ".repeat(30), "0")]);
}

#[test]
fn what_speaks_against_a_match_is_told() {
    check_why(
        &reflecting().reject(&["advice"]),
        &[
            ("feelings, never content", "feeling + content", "says “never”"),
            ("feelings, words and advice", "feeling + content", "also contains the rejected “advice”"),
            ("feelings or words", "feeling + content", "two answers: “feelings or words”"),
            ("feelings and meeaninng", "feeling + content", "2 edits from “meaning”"),
        ],
    );
    check(
        &reflecting().reject(&["advice", "feelings and words"]),
        &[("Advice", "0"), ("feelings and words", "0")],
    );
    let three = accept_words(&["open", "affirm", "reflect"]);
    check_why(&three, &[("open, affirm", "open + affirm + reflect", "all ideas but “reflect”")]);
    check(&three, &[("open", "0")]);
}
