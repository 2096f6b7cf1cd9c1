//! Rows: encodings, limits of size, and texts as typed.

use super::*;
use crate::model::ItemKind;
use crate::yaml::MAX_FILE_BYTES;

#[test]
fn encodings_are_told_at_their_place() {
    let bad = b"bank: b\ntopics: {t: T}\nitems:\n- {id: a, topic: t, stem: \xC3\xA9\xFF\xFE\xC3, accept: [x]}\n- {id: b, topic: t, stem: s, accept: [x]}\n";
    bytes(&[bad], &["a.yaml:4:28: error[not-utf8] bytes that are not UTF-8"], "b");
    let utf16 = "a.yaml:1:1: error[not-utf8] the file is UTF-16, not UTF-8";
    bytes(&[b"\xFF\xFEb\0a\0"], &[utf16], "");
    bytes(&[b"\xFE\xFF\0b\0a"], &[utf16], "");
    bytes(&[b"b\0a\0n\0k\0"], &[utf16], "");
    bytes(&[b"\0b\0a\0n\0k"], &[utf16], "");
    bytes(&[b"\xFF\xFE\0\0b\0\0\0"], &["a.yaml:1:1: error[not-utf8] the file is UTF-32, not UTF-8"], "");
    let latin = [b'\xE9', b'\n'].repeat(21);
    bytes(&[&latin], &["a.yaml:1:1: error[not-utf8] the file is not UTF-8: 21 lines have other bytes"], "");
    let marked =
        [b"\xEF\xBB\xBF", HEAD.as_bytes(), b"- {id: a, topic: t, stem: s, accept: [x], z: 1}\n"].concat();
    bytes(&[&marked], &["a.yaml:4:43: error[unknown-key] `z` is no key of an item"], "");
}

#[test]
fn files_beyond_the_limit_are_told() {
    let long = vec![b' '; MAX_FILE_BYTES + 1];
    bytes(&[&long], &["a.yaml:1:1: error[limit] the file is larger than the limit of 64 MiB"], "");
}

#[test]
fn texts_are_taken_as_typed() {
    let lines = "- id: 0777\n  topic: t\n  stem: |\n    one\n    two\n\n  options: {1: no, 2: 1.10, 3: 12:30, 4: null, 5: \"q\\\"\", 6: 'it''s', 7: ~}\n  answer: 2\n  tags: [true, 1e3]\n";
    let loaded = Loaded::from_texts([("a.yaml".into(), format!("{HEAD}{lines}").into_bytes())]);
    assert_eq!(loaded.findings, []);
    let item = loaded.item("0777").expect("the item").item;
    assert_eq!(item.stem, "one\ntwo");
    assert_eq!(item.tags, ["true", "1e3"]);
    let ItemKind::Choice(choice) = &item.kind else { panic!("options") };
    let texts: Vec<_> = choice.options.iter().map(|option| &*option.text).collect();
    assert_eq!(texts, ["no", "1.10", "12:30", "null", "q\"", "it's", "~"]);
}

#[test]
fn spans_cover_what_was_written() {
    #[track_caller]
    fn check(loaded: &Loaded, node: crate::yaml::Node<'_>, expected: &str) {
        let span = node.span();
        assert_eq!(loaded.sources.get(span.source).slice(span), expected);
    }
    let lines = "- id: a\n  topic: t\n  stem: >\n    one\n    two\n\n  options:\n    A: \"x\"\n    B: {text: y}\n  answer: [A,\n    B]\n  # end\n";
    let loaded = Loaded::from_texts([("a.yaml".into(), format!("{HEAD}{lines}").into_bytes())]);
    let found = loaded.item("a").expect("the item");
    let node = |key| found.node.get(key).expect("a key that is there");
    check(&loaded, node("id"), "a");
    check(&loaded, node("stem"), "one\n    two");
    check(&loaded, node("options"), "A: \"x\"\n    B: {text: y}");
    check(&loaded, node("answer"), "[A,\n    B]");
    check(&loaded, node("options").get("A").expect("an option"), "\"x\"");
    check(&loaded, node("options").get("B").expect("an option"), "{text: y}");
    let opening = found.node.opening();
    assert_eq!(loaded.sources.get(opening.source).slice(opening), "-");
    assert_eq!(found.node.span().end, node("answer").span().end);
}

#[test]
fn rulings_and_forms_are_added_later() {
    let bank = format!("{HEAD}- {{id: a, topic: t, stem: s, options: {{A: x, B: y}}, answer: A}}\n");
    let mut loaded = Loaded::from_texts([("a.yaml".into(), bank.into_bytes())]);
    let rulings = "rulings:\n- {item: a, answer: B, reason: r}\n- {item: a, answer: C, reason: r}\n";
    let rulings = loaded.add_rulings_text("r.yaml".into(), rulings.into());
    assert_eq!(rulings.len(), 1);
    let form =
        loaded.add_form_text("f.yaml".into(), b"form: f\nitems: [{item: a, options: [B, A]}]\n".to_vec());
    assert_eq!(form.map(|form| form.items.len()), Some(1));
    assert_eq!(loaded.add_rulings_text("x.yaml".into(), b"form: f\nitems: [{item: a}]\n".to_vec()), []);
    assert_eq!(
        concise::render(&loaded.findings, &loaded.sources),
        "r.yaml:3:21: error[key-not-an-option] `C` is no option of the item\n\
         x.yaml:1:1: error[unknown-kind] a rulings file is needed here\n"
    );
}
