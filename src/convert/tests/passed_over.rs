//! What a source holds beside its items is told, whatever its format.

use super::*;
use crate::convert::read;
use crate::load::Loaded;

/// Reads a text, and holds what is told of it against `expected`: every line, places aside.
#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    let imported = read(format, text.as_bytes(), "b").expect("reads");
    let told = imported.lost.iter().map(|lost| format!("{}: {}: {}", lost.item, lost.what, lost.why));
    assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
}

const NONE: &str = "a bank has no counterpart of it";
const COMMENTS: &str = "a bank that is written has none";
const OPTIONS_ONLY: &str = "a bank has feedback for single options only";

#[test]
fn gift() {
    let check = |text: &str, expected: &[&str]| check(Format::Gift, text, expected);
    check("// question: 12  name: One\n::One:: a {=1 ~2}", &[]);
    check(
        "// Week [tag:x] one\n// revise\na {=1 ~2}",
        &[&format!("b-1: the comment `Week one / revise`: {COMMENTS}")],
    );
    check("// alone\n\na {=1 ~2}", &[&format!(": the comment `alone`: {COMMENTS}")]);
    check("// [id:x]\n::A name:: a {=1 ~2}", &["x: the name `A name`: a bank has ids only"]);
    check("::日本:: a {=1 ~2}", &["b-1: the name `日本`: a bank has ids only"]);
    check("a {T#no#yes#more}", &["b-1: the feedback `more`: true and false have two"]);
    check(
        "a {=1 ~2}\nb {=3 ~4}",
        &["b-1: the item: it has answers twice: an empty line between two items may be missing"],
    );
    check("a {=x =#fed}", &["b-1: the feedback `fed`: it belongs to an answer without text"]);
}

#[test]
fn moodle() {
    let check = |inside: &str, expected: &[&str]| {
        let text = format!(
            "<quiz><question type=\"multichoice\"><name><text>q</text></name><questiontext format=\"html\"><text>Stem?</text></questiontext><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>{inside}</question></quiz>"
        );
        check(Format::Moodle, &text, expected);
    };
    check(
        "<penalty>0.33</penalty><hidden>0</hidden><answernumbering>abc</answernumbering><showstandardinstruction>1</showstandardinstruction>",
        &[],
    );
    check("<shownumcorrect/><single>true</single><defaultgrade>2</defaultgrade>", &[]);
    check("<idnumber>x7</idnumber>", &["x7: the name `q`: a bank has ids only"]);
    check(
        "<hint format=\"html\"><text>&lt;b&gt;Think&lt;/b&gt;.</text><shownumcorrect/></hint>",
        &["q: the hint `**Think**.`: a bank has none"],
    );
    check(
        "<partiallycorrectfeedback format=\"html\"><text>Nearly.</text></partiallycorrectfeedback>",
        &[&format!("q: `partiallycorrectfeedback`: Nearly.: {OPTIONS_ONLY}")],
    );
    check(
        "<generalfeedback format=\"html\"><text>See &lt;img src=\"@@PLUGINFILE@@/c.png\"&gt;</text><file name=\"c.png\" encoding=\"base64\">iVBORw0KGgo=</file></generalfeedback>",
        &[
            "q: a picture in the general feedback: a text of a bank is Markdown",
            "q: the file `c.png`: a bank holds text only",
        ],
    );
    check("<graderinfo><text>Look.</text></graderinfo><empty/>", &[&format!("q: `<graderinfo>`: {NONE}")]);
    check(
        "<answer fraction=\"0\"><text>c</text><weight>1</weight></answer>",
        &[&format!("q: `<weight>` of an answer: {NONE}")],
    );
    check("<!-- check this one -->", &[&format!("q: the comment `check this one`: {COMMENTS}")]);
    let number = |inside: &str, expected: &[&str]| {
        let text = format!(
            "<quiz><question type=\"numerical\"><name><text>q</text></name><questiontext><text>Stem?</text></questiontext><answer fraction=\"100\"><text>3</text><tolerance>0</tolerance></answer>{inside}</question></quiz>"
        );
        self::check(Format::Moodle, &text, expected);
    };
    number(
        "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>3</showunits><unitsleft>0</unitsleft>",
        &[],
    );
    number(
        "<unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty>",
        &[
            "q: `unitgradingtype` 1, which takes 0.1 off for a wrong unit: a bank takes a number with or without its unit",
        ],
    );
    self::check(
        Format::Moodle,
        "<quiz><!-- question: 0  --><question type=\"category\"><category><text>A</text></category><info format=\"html\"><text>All of A</text></info></question>stray<!-- note --></quiz>",
        &[
            ": the description `All of A` of a category: a topic has a title only",
            ": the text `stray`: it stands outside of the questions",
            &format!(": the comment `note`: {COMMENTS}"),
        ],
    );
}

#[test]
fn csv() {
    let check = |text: &str, expected: &[&str]| check(Format::Csv, text, expected);
    check("stem,A,B,answer,note\ns,1,2,A,x\n", &[": the column `note`: it is no column of an item"]);
    check(
        "stem,A,B,answer,tolerance,case,feedback_C\ns,1,2,A,0.1,exact,no\n",
        &[
            "b-1: the cell `0.1` of the column `tolerance`: an item of this kind has none",
            "b-1: the cell `exact` of the column `case`: an item of this kind has none",
            "b-1: the cell `no` of the column `feedback_C`: an item of this kind has none",
        ],
    );
    check(
        "stem,accept,answer\ns,x,y\n",
        &["b-1: the cell `y` of the column `answer`: an item of this kind has none"],
    );
    check(
        "stem,question,accept\ns,t,x\n",
        &["b-1: the cell `t` of the column `stem`: an item of this kind has none"],
    );
    check(
        "id,stem,accept,typos,shuffle,allow\na,s,x,perhaps,maybe,lint\na,t,y,,,\n",
        &[
            "a: typos `perhaps`: it is true or false",
            "a: allow `lint`: it is `lint=reason`",
            "a: shuffle `maybe`: it is true or false",
            "a-2: the id `a`: another item has it",
        ],
    );
    check(
        "stem,accept,bank_title\ns,x,One\nt,y,Two\n",
        &[": the cell `Two` of the column `bank_title`: a bank has one, and a name of letters"],
    );
    check(
        "stem,accept\ns,\"x\nt,y\n",
        &[
            ": cells behind a `\"` that is never closed: they are read as one cell, if it stands at its beginning",
        ],
    );
    check(
        "stem,accept,topic,topic_title\ns,x,a,A|B\n",
        &[": titles of topics: B: the path of the topic has fewer parts"],
    );
}

#[test]
fn text2qti() {
    let check = |text: &str, expected: &[&str]| check(Format::Text2qti, text, expected);
    check("1. a\n*a) 1\nb) 2\n! Because.\n", &[]);
    check(
        "Quiz description: Of week one,\n    and two.\nshuffle answers: true\n% a note\nCOMMENT\nnot\nyet\nEND_COMMENT\n1. a\n*a) 1\n",
        &[
            &format!(": the line `Quiz description: Of week one, and two.`: {NONE}"),
            &format!(": the comment `a note`: {COMMENTS}"),
            &format!(": the comment `not yet`: {COMMENTS}"),
            &format!(": the line `shuffle answers: true`: {NONE}"),
        ],
    );
    check(
        "GROUP\npick: 1\npoints per question: 2\n1. a\n*a) 1\nEND_GROUP\n",
        &[&format!(": the line `GROUP`: {NONE}"), &format!(": the line `pick: 1`: {NONE}")],
    );
    check(
        "```{.python .run}\nprint(\"1. x\")\n```\n1. a\n*a) 1\n",
        &[&format!(": the line ````{{.python .run}} print(\"1. x\") ````: {NONE}")],
    );
    check("1. a\n*a) 1\n=   3\n", &["b-1: the item: it has answers of more than one kind"]);
}

#[test]
fn text2qti_keeps_code_lists_and_points_of_groups() {
    let text = "GROUP\npoints per question: 2\n1.  Look:\n\n    ```\n    if x:\n\n        y\n    ```\n    - one\n    - two\n*a) 1\n! So.\nEND_GROUP\n2.  Next\n*a) 1\n";
    let bank = read(Format::Text2qti, text.as_bytes(), "b").expect("reads").bank;
    assert_eq!(bank.items[0].stem, "Look:\n\n```\nif x:\n\n    y\n```\n- one\n- two");
    assert_eq!((bank.items[0].points, bank.items[1].points), (2.into(), 1.into()));
    assert_eq!(bank.items[0].rationale.as_deref(), Some("So."));
}

#[test]
fn mdbook_quiz() {
    let check = |text: &str, expected: &[&str]| check(Format::MdbookQuiz, text, expected);
    check(
        "# a note\nother = 1\n[multipart]\ng = \"Read `this # text`.\"\n[[questions]]\ntype = \"ShortAnswer\" # soon\nmultipart = \"g\"\npromptExplanation = true\nprompt.prompt = \"P \\\" # no\"\nprompt.hint = \"h\"\nprompt.response = \"code\"\nanswer.answer = \"x\"\n",
        &[
            &format!(": the comment `a note`: {COMMENTS}"),
            &format!(": the comment `soon`: {COMMENTS}"),
            &format!(": `other`: {NONE}"),
            "b-1: the format `code` of the response: a bank asks for a short text",
            "b-1: the group `g`: a bank has none; its text stands before the stem",
            &format!("b-1: `prompt.hint`: {NONE}"),
            &format!("b-1: `promptExplanation`: {NONE}"),
        ],
    );
    check(
        "[[questions]]\ntype = \"MultipleChoice\"\nprompt.prompt = \"P\"\nprompt.distractors = [1]\nanswer.answer = \"x\"\n",
        &["b-1: the item: `distractors` holds what is no text: 1"],
    );
}

#[test]
fn anki() {
    let check = |text: &str, expected: &[&str]| check(Format::Anki, text, expected);
    check(
        "#separator:tab\n#html:false\n#deck:Geo::Europe\n#tags:old easy\n#notetype:Basic\nFront\tBack\n",
        &[],
    );
    check(
        "#separator:semicolon\n#columns:Front;Back;Extra\n# made by hand\nFront;Back;more\n",
        &[
            &format!(": the comment `made by hand`: {COMMENTS}"),
            "b-1: the field `Extra` `more`: a note is read as front and back",
        ],
    );
    check(
        "#separator:tab\n#notetype column:1\nBasic (and reversed card)\tF\tB\nCloze\tF {{c2::x}}\t\nCloze\tF\tB\n",
        &[
            "b-1: the note type `Basic (and reversed card)`: a note is read as front and back",
            "b-2: the item: a cloze note is text with gaps, which has no counterpart",
            "b-3: the item: a cloze note is text with gaps, which has no counterpart",
        ],
    );
    check(
        "#separator:tab\n#html:true\nF <img src=\"a.png\"> [sound:a.mp3]\tB\n",
        &["b-1: a sound: a bank holds text only", "b-1: a picture: a text of a bank is Markdown"],
    );
    let bank =
        read(Format::Anki, b"#separator:tab\n#deck:Geo::Europe\n#tags:old\nF\tB\n", "b").expect("reads").bank;
    assert_eq!((&*bank.items[0].topic, &*bank.items[0].tags), ("geo/europe", &["old".to_owned()][..]));
}

#[test]
fn aiken() {
    let check = |text: &str, expected: &[&str]| check(Format::Aiken, text, expected);
    check("a\nA. 1\nB. 2\nANSWER: b.\n", &[]);
    check(
        "a\nA. 1\nB. 2\nANSWER: A, B\n",
        &["b-1: the item: its answer `A, B` is not the letter of one option"],
    );
}

/// What a writer can put down only in part is told, whether it knows so or the reading back shows it.
#[test]
fn writers_tell_what_does_not_come_back() {
    #[track_caller]
    fn check(format: Format, change: impl Fn(&mut Bank), expected: &[&str]) {
        let text = "bank: b\ntopics: {b: b}\nitems:\n  - {id: q1, topic: b, stem: S?, options: {A: x, B: y}, answer: B}\n";
        let loaded = Loaded::from_texts([("b.yaml".into(), text.as_bytes().to_vec())]);
        let mut bank = loaded.banks[0].bank.clone();
        change(&mut bank);
        let (_, lost) = write(format, &bank);
        let told: Vec<String> = lost.iter().map(|lost| format!("{}: {}", lost.item, lost.what)).collect();
        assert_eq!(told, expected);
    }
    check(Format::Aiken, |_| {}, &["q1: id"]);
    check(Format::MdbookQuiz, |_| {}, &["q1: the order of options"]);
    check(Format::MdbookQuiz, |bank| bank.items[0].shuffle = false, &[]);
    check(Format::Csv, |bank| bank.items[0].stem = " S?".to_owned(), &["q1: stem"]);
    check(Format::Csv, |bank| bank.items.clear(), &[": the topic `b`"]);
    check(Format::Text2qti, |bank| bank.items[0].stem = "S\n\n\n?".to_owned(), &["q1: stem"]);
    check(Format::Gift, |bank| bank.title = Some("Two\nlines".to_owned()), &[": title"]);
    check(
        Format::Moodle,
        |bank| bank.items[0].rationale = Some("a\n\nReference: b".to_owned()),
        &["q1: rationale", "q1: reference"],
    );
    // What comes back as the same text needs no signs of Markdown before its own.
    let bank = read(Format::Gift, b"::q:: Say ____ first. {=x}", "b").expect("reads").bank;
    let again = read(Format::Qti, &write(Format::Qti, &bank).0, "b").expect("reads").bank;
    assert_eq!(again.items[0].stem, "Say ____ first.");
    check(Format::Yaml, |bank| bank.items[0].rationale = Some(String::new()), &["q1: the item"]);
}

#[test]
fn files_of_a_bank_say_more_than_values() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let items = "items:\n  - id: q1 # hard\n    topic: a\n    stem: S?\n    # and\n    accept: [x]\n";
        let bank = format!("{text}{items}").into_bytes();
        let loaded =
            Loaded::from_texts([("b.yaml".into(), bank), ("t.yaml".into(), b"topics: {z: Z}\n".to_vec())]);
        let told: Vec<String> = unsaid(&loaded).into_iter().flat_map(|(_, lost)| lines(&lost)).collect();
        assert_eq!(told, expected, "{:?}", loaded.findings);
    }
    let comments = "5:12 q1: 2 comments, in lines 5 and 8: a bank that is written has none";
    let unused = "1:10 : the topic `z`: no item is in it, and no bank declares it";
    check("# yaml-language-server: $schema=x\nbank: b\ntopics: {a: A}\n", &[comments, unused]);
    check(
        "# Head\nbank: b\ntopics: {c: C, a: A}\n",
        &[
            "1:1 : a comment: a bank that is written has none",
            comments,
            "3:9 : the order of topics: topics are written in the order of their ids",
            unused,
        ],
    );
}
