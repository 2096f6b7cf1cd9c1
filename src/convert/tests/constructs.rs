//! Each construct of the formats' documentation, with what becomes of it.

use super::*;
use crate::convert::read;
use crate::model::fraction::to_decimal;
use crate::model::item::name_of;
use crate::model::{Accept, Case, Item, ItemKind, Key, Scoring};

/// An item on one line: `id [topic] stem | A text *B text (feedback) | rationale`.
pub(super) fn line(item: &Item) -> String {
    let feedback = |text: &Option<String>| text.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
    let kind = match &item.kind {
        ItemKind::Choice(choice) => {
            let option = |(at, option): (usize, &crate::model::ItemOption)| {
                let key = if choice.key.keyed().contains(at) { "*" } else { "" };
                format!("{key}{} {}{}", option.label, option.text, feedback(&option.feedback))
            };
            let options: Vec<String> = choice.options.iter().enumerate().map(option).collect();
            let scoring = match choice.key {
                Key::Single(_) => String::new(),
                Key::Multiple { scoring, .. } => format!(" {}", name_of(&Scoring::ALL, scoring)),
            };
            format!("{}{scoring}", options.join(", "))
        }
        ItemKind::Short(short) => {
            let accept = match &short.accept {
                Accept::Texts(texts) => {
                    let text = |text: &crate::model::AcceptedText| {
                        let credit = if text.credit == 1.into() {
                            String::new()
                        } else {
                            format!(" {}", to_decimal(text.credit, 6))
                        };
                        format!("={}{credit}{}", text.text, feedback(&text.feedback))
                    };
                    texts.iter().map(text).collect::<Vec<_>>().join(", ")
                }
                Accept::Number { value, tolerance, units } => {
                    format!("#{}±{}{}", to_decimal(*value, 6), to_decimal(*tolerance, 6), units.concat())
                }
                other => format!("{other:?}"),
            };
            let case = if short.matching.case == Case::Exact { " exact" } else { "" };
            let reject: Vec<String> = short.reject.iter().map(|text| format!(" !{text}")).collect();
            format!("{accept}{}{case}", reject.concat())
        }
    };
    let rationale = item.rationale.as_ref().map(|text| format!(" | {text}")).unwrap_or_default();
    format!("{} [{}] {} | {kind}{rationale}", item.id, item.topic, item.stem)
}

#[track_caller]
fn check(format: Format, text: &str, items: &[&str], lost: &[&str]) {
    assert_eq!(detect(text.as_bytes()), Some(format), "detection");
    let imported = read(format, text.as_bytes(), "b").expect("reads");
    assert_eq!(imported.bank.items.iter().map(line).collect::<Vec<_>>(), items);
    assert_eq!(lines(&imported.lost), lost);
}

#[test]
fn gift() {
    let check = |text: &str, items: &[&str], lost: &[&str]| check(Format::Gift, text, items, lost);
    check(
        "// a comment\n::Q1:: 1+1\\=2 {T}\n",
        &["Q1 [b] 1+1=2 | *T True, F False"],
        &["2:1 Q1: the comment `a comment`: a bank that is written has none"],
    );
    check(
        "x {FALSE#No, it is.#Right!####Why}",
        &["b-1 [b] x | T True (No, it is.), *F False (Right!) | Why"],
        &[],
    );
    check(
        "::Q2:: Between? {\n =yellow # right; good!\n ~red # wrong\n ~blue\n}",
        &["Q2 [b] Between? | *A yellow (right; good!), B red (wrong), C blue"],
        &[],
    );
    check("Two plus {=two =2} is four.", &["b-1 [b] Two plus _____ is four. | =two, =2"], &[]);
    check(
        "Grant is {~buried =entombed ~living}.",
        &["b-1 [b] Grant is _____. | A buried, *B entombed, C living"],
        &[],
    );
    check("n? {#3:2}", &["b-1 [b] n? | #3±2"], &[]);
    check("n? {#1..5#good}", &["b-1 [b] n? | #3±2 | good"], &[]);
    check(
        "n? {#\n=1822:0\n=%50%1822:2\n~wrong}",
        &["b-1 [b] n? | #1822±0"],
        &[
            "1:1 b-1: the answer `1822:2` (50%): a bank accepts one number",
            "1:1 b-1: the answer `wrong` (0%): a bank accepts one number",
        ],
    );
    check("Who? {~%50%a ~%50%b ~%-100%c}", &["b-1 [b] Who? | *A a, *B b, C c proportional"], &[]);
    check(
        "City? {=Vienna =%50%Wien#old name =%0%Rome =V*}",
        &["b-1 [b] City? | =Vienna, =Wien 0.5 (old name) !Rome"],
        &["1:1 b-1: the answer `V*` (100%): `*` stands for any text, and a bank lists its answers"],
    );
    check("$CATEGORY: $course$/top/Skills/Asking\n\na {=1 =2}", &["b-1 [skills/asking] a | =1, =2"], &[]);
    check("// [id:x1] [tag:ethics] [tag:level:recall]\na {T}", &["x1 [b] a | *T True, F False"], &[]);
    check("[html]<p>One &amp; <i>two</i></p>{=1 ~2}", &["b-1 [b] One & *two* | *A 1, B 2"], &[]);
    check("a\nb \\n c {=1 ~2}", &["b-1 [b] a\nb \n c | *A 1, B 2"], &[]);
    check(
        "a {}\n\nb {=x -> y =z -> w}\n\nc\n\nd {=1 ~2\n\ne {=a b =}\n",
        &["b-5 [b] e | =a b"],
        &[
            "1:1 b-1: the item: it is an essay, which a person has to mark",
            "3:1 b-2: the item: matching has no counterpart",
            "5:1 b-3: the item: it is a description and asks nothing",
            "7:3 b-4: the item: its `{` is never closed",
        ],
    );
    check("a {=1 =2 ~3}", &[], &["1:1 b-1: the item: more than one option is right, and one may be chosen"]);
    check(
        "[html]See <img src='a.png' alt='cat'> {=1 ~2}",
        &["b-1 [b] See ![cat](a.png) | *A 1, B 2"],
        &["1:1 b-1: a picture in the stem: a text of a bank is Markdown"],
    );
}

#[test]
fn aiken() {
    check(
        Format::Aiken,
        "What is\r\nright?\r\nA. This\r\nB) That\r\nANSWER: B\r\n\r\nBad?\nA. x\nB. y\nANSWER: C\n\nOpen?\nA. x\n",
        &["b-1 [b] What is\nright? | A This, *B That"],
        &[
            "7:1 b-2: the item: its answer `C` is not the letter of one option",
            "12:1 b-3: the item: it has no line `ANSWER: X`",
        ],
    );
}

#[test]
fn csv() {
    check(
        Format::Csv,
        "Question;A;B;Correct;Category;Mood\nIs it?;Yes;No;b;Skills / Asking;x\nBoth?;1;2;A,B;;\nOther?;1;2;C;;\n",
        &["b-1 [skills/asking] Is it? | A Yes, *B No", "b-2 [b] Both? | *A 1, *B 2 all-or-nothing"],
        &["1:1 : the column `Mood`: it is no column of an item", "4:1 b-3: the item: `C` is no option"],
    );
}

#[test]
fn moodle() {
    let quiz = |kind: &str, inside: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<quiz>\n<question type=\"{kind}\"><name><text>q</text></name><questiontext format=\"html\"><text><![CDATA[<p>Stem?</p>]]></text></questiontext>{inside}</question></quiz>"
        )
    };
    let answer = |fraction: &str, text: &str, more: &str| {
        format!("<answer fraction=\"{fraction}\"><text>{text}</text>{more}</answer>")
    };
    let check = |kind: &str, inside: &str, items: &[&str], lost: &[&str]| {
        check(Format::Moodle, &quiz(kind, inside), items, lost);
    };
    let two = answer("100", "yes", "<feedback><text>good</text></feedback>") + &answer("0", "no", "");
    check("multichoice", &two, &["q [b] Stem? | *A yes (good), B no"], &[]);
    check(
        "truefalse",
        &(answer("0", "true", "") + &answer("100", "false", "")),
        &["q [b] Stem? | T True, *F False"],
        &[],
    );
    check(
        "multichoice",
        &(answer("33.33333", "a", "")
            + &answer("33.33333", "b", "")
            + &answer("33.33334", "c", "")
            + &answer("-33.33333", "d", "")
            + "<single>false</single>"),
        &["q [b] Stem? | *A a, *B b, *C c, D d net"],
        &[],
    );
    check(
        "multichoiceset",
        &(answer("100", "a", "") + &answer("0", "b", "")),
        &["q [b] Stem? | *A a, B b all-or-nothing"],
        &[],
    );
    check(
        "shortanswer",
        &(answer("100", "Wien", "")
            + &answer("50", "a\\*b", "")
            + &answer("0", "*", "<feedback><text>No.</text></feedback>")
            + "<usecase>1</usecase>"),
        &["q [b] Stem? | =Wien, =a*b 0.5 exact"],
        &["3:1 q: the feedback of any other answer: a bank has it for listed answers only"],
    );
    check(
        "numerical",
        &(answer("100", "1.50", "<tolerance>0.1</tolerance>")
            + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"),
        &["q [b] Stem? | #1.5±0.1m"],
        &["3:1 q: the unit `cm`: units of a bank are names of one and the same unit"],
    );
    check(
        "multichoice",
        &(two.clone()
            + "<correctfeedback><text>Your answer is correct.</text></correctfeedback><incorrectfeedback><text>Read again.</text></incorrectfeedback><hint><text>h</text></hint>"),
        &["q [b] Stem? | *A yes (good), B no"],
        &[
            "3:1 q: `incorrectfeedback`: Read again.: a bank has feedback for single options only",
            "3:1 q: the hint `h`: a bank has none",
        ],
    );
    for (kind, why) in [
        ("essay", "it is an essay, which a person has to mark"),
        ("matching", "matching has no counterpart"),
        ("ordering", "ordering has no counterpart"),
        ("cloze", "text with gaps has no counterpart"),
        ("calculated", "calculated items, with numbers drawn anew, have no counterpart"),
        ("description", "it is a description and asks nothing"),
        ("ddmarker", "pictures to drag things onto have no counterpart"),
    ] {
        check(kind, "", &[], &[&format!("3:1 q: the item: {why}")]);
    }
}

#[test]
fn qti_1_2_as_canvas_writes_it() {
    let item = |kind: &str, response: &str, processing: &str, feedback: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<questestinterop><assessment ident=\"x\" title=\"Week 1\"><section ident=\"root_section\">\n<item ident=\"g1\" title=\"Question\"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield><qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2.0</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype=\"text/html\">&lt;div&gt;&lt;p&gt;Stem?&lt;/p&gt;&lt;/div&gt;</mattext></material>{response}</presentation><resprocessing>{processing}</resprocessing>{feedback}</item></section></assessment></questestinterop>"
        )
    };
    let label = |id: &str, text: &str| {
        format!(
            "<response_label ident=\"{id}\"><material><mattext texttype=\"text/plain\">{text}</mattext></material></response_label>"
        )
    };
    let options = |cardinality: &str| {
        format!(
            "<response_lid ident=\"r\" rcardinality=\"{cardinality}\"><render_choice>{}{}{}</render_choice></response_lid>",
            label("11", "a"),
            label("12", "b"),
            label("13", "c")
        )
    };
    let set = "<setvar action=\"Set\" varname=\"SCORE\">100</setvar>";
    let equal = |id: &str| format!("<varequal respident=\"r\">{id}</varequal>");
    let shown = format!(
        "<respcondition continue=\"Yes\"><conditionvar>{}</conditionvar><displayfeedback feedbacktype=\"Response\" linkrefid=\"11_fb\"/></respcondition>",
        equal("11")
    );
    let right = format!(
        "<respcondition continue=\"No\"><conditionvar>{}</conditionvar>{set}</respcondition>",
        equal("12")
    );
    let feedback = |id: &str, text: &str| {
        format!(
            "<itemfeedback ident=\"{id}\"><flow_mat><material><mattext texttype=\"text/html\">{text}</mattext></material></flow_mat></itemfeedback>"
        )
    };
    let all = feedback("11_fb", "no") + &feedback("general_fb", "why");
    let check = |text: &str, items: &[&str], lost: &[&str]| check(Format::Qti, text, items, lost);
    check(
        &item("multiple_choice_question", &options("Single"), &(shown + &right), &all),
        &["g1 [week-1] Stem? | A a (no), *B b, C c | why"],
        &[],
    );
    let both = format!(
        "<respcondition><conditionvar><and>{}<not>{}</not>{}</and></conditionvar>{set}</respcondition>",
        equal("11"),
        equal("12"),
        equal("13")
    );
    check(
        &item("multiple_answers_question", &options("Multiple"), &both, ""),
        &["g1 [week-1] Stem? | *A a, B b, *C c all-or-nothing"],
        &[],
    );
    let text = "<response_str ident=\"r\"><render_fib/></response_str>";
    let words = format!(
        "<respcondition><conditionvar>{}{}</conditionvar>{set}</respcondition>",
        equal("Wien"),
        equal("Vienna")
    );
    check(&item("short_answer_question", text, &words, ""), &["g1 [week-1] Stem? | =Wien, =Vienna"], &[]);
    let number = format!(
        "<respcondition><conditionvar><or>{}<and><vargte respident=\"r\">4.5</vargte><varlte respident=\"r\">5.5</varlte></and></or></conditionvar>{set}</respcondition>",
        equal("5")
    );
    check(&item("numerical_question", text, &number, ""), &["g1 [week-1] Stem? | #5±0.5"], &[]);
    let open = number.replace("vargte", "vargt");
    let why = "the ends of a tolerance belong to it";
    check(
        &item("numerical_question", text, &open, ""),
        &["g1 [week-1] Stem? | #5±0.5"],
        &[&format!("3:1 g1: that the ends of a range do not belong to it: {why}")],
    );
    check(
        &item("essay_question", text, "", ""),
        &[],
        &["3:1 g1: the item: it is an essay, which a person has to mark"],
    );
    check(&item("matching_question", text, "", ""), &[], &["3:1 g1: the item: matching has no counterpart"]);
}

#[test]
fn qti_3_and_2_are_read_alike() {
    let second = "<assessmentItem identifier=\"i1\" title=\"I 1\"><responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>ChoiceB</value></correctResponse></responseDeclaration><itemBody><p>Look:</p><choiceInteraction responseIdentifier=\"R\" shuffle=\"false\" maxChoices=\"1\"><prompt>Which <em>one</em>?</prompt><simpleChoice identifier=\"ChoiceA\">a<feedbackInline outcomeIdentifier=\"F\" identifier=\"ChoiceA\" showHide=\"show\">no</feedbackInline></simpleChoice><simpleChoice identifier=\"ChoiceB\">b</simpleChoice></choiceInteraction></itemBody><responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/></assessmentItem>";
    let expected = ["i1 [b] Look:\n\nWhich *one*? | A a (no), *B b"];
    check(Format::Qti, second, &expected, &[]);
    let third = [
        ("assessmentItem", "qti-assessment-item"),
        ("responseDeclaration", "qti-response-declaration"),
        ("correctResponse", "qti-correct-response"),
        ("<value>", "<qti-value>"),
        ("</value>", "</qti-value>"),
        ("itemBody", "qti-item-body"),
        ("choiceInteraction", "qti-choice-interaction"),
        ("simpleChoice", "qti-simple-choice"),
        ("prompt", "qti-prompt"),
        ("feedbackInline", "qti-feedback-inline"),
        ("responseProcessing", "qti-response-processing"),
        ("responseIdentifier", "response-identifier"),
        ("baseType", "base-type"),
        ("maxChoices", "max-choices"),
    ];
    let third = third.iter().fold(second.to_owned(), |text, (from, to)| text.replace(from, to));
    check(Format::Qti, &third, &expected, &[]);
    let order = second.replace("choiceInteraction", "orderInteraction");
    check(Format::Qti, &order, &[], &["1:1 i1: the item: ordering has no counterpart"]);
}

#[test]
fn text2qti() {
    check(
        Format::Text2qti,
        "Quiz title: Addition\nshuffle answers: true\n\nTitle: sum\nPoints: 2\n1.  What is 2+3,\n    please?\n... Count.\n+   Good.\na)  6\n... Too much.\n*c) 5\n\n2.  All?\n[*] 1\n[ ] 2\n\n3. Root?\n=   1.4142 +- 0.0001\n\n4. Range?\n= [1, 3]\n\n5. Name?\n*   Ada\n*   Lovelace\n\n6. Write.\n____\n",
        &[
            "sum [b] What is 2+3, please? | A 6 (Too much.), *B 5 | Count.",
            "b-2 [b] All? | *A 1, B 2 all-or-nothing",
            "b-3 [b] Root? | #1.4142±0.0001",
            "b-4 [b] Range? | #2±1",
            "b-5 [b] Name? | =Ada, =Lovelace",
        ],
        &[
            "2:1 : the line `shuffle answers: true`: a bank has no counterpart of it",
            "9:1 sum: the feedback `Good.`: a bank has feedback for single options only",
            "28:1 b-6: the item: it is an essay, which a person has to mark",
        ],
    );
}

#[test]
fn mdbook_quiz() {
    check(
        Format::MdbookQuiz,
        "[[questions]]\nid = \"one\"\ntype = \"MultipleChoice\"\nprompt.prompt = \"1 + 1?\"\nprompt.distractors = [\"1\", \"3\"]\nanswer.answer = \"2\"\ncontext = \"Count.\"\n\n[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"Keyword?\"\nanswer.answer = \"let\"\nanswer.alternatives = [\"let mut\"]\n\n[[questions]]\ntype = \"Tracing\"\nprompt.program = \"fn main() {}\"\nanswer.doesCompile = true\n",
        &["one [b] 1 + 1? | *A 2, B 1, C 3 | Count.", "b-2 [b] Keyword? | =let, =let mut"],
        &["15:1 b-3: the item: a program to trace has no counterpart"],
    );
}

#[test]
fn anki() {
    check(
        Format::Anki,
        "#separator:tab\n#html:true\n#deck column:3\n#tags column:4\nCapital of Austria?\tVienna / Wien\tGeo::Europe\teasy old\nWhich?<br><br>A. one<br>B. two\tB<br><br>Because.\tGeo\t\n{{c1::Vienna}} is\tx\tGeo\t\n",
        &[
            "b-1 [geo/europe] Capital of Austria? | =Vienna, =Wien",
            "b-2 [geo] Which? | A one, *B two | Because.",
        ],
        &["7:1 b-3: the item: a cloze note is text with gaps, which has no counterpart"],
    );
}
