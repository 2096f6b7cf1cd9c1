//! Rows: a `review.csv` that came back.

use super::*;

const BANK: &str = "bank: b\ntopics: {t: T}\nitems:\n- {id: a, topic: t, stem: s, options: {A: x, B: y}, answer: A}\n- {id: b, topic: t, stem: s, accept: [x]}\n";

/// Holds the rulings that a table gives, `item text credit (reason)` each, and what is told about it.
#[track_caller]
fn check(table: &[u8], rulings: &[&str], findings: &[&str]) {
    let mut loaded = Loaded::from_texts([(PathBuf::from("a.yaml"), BANK.as_bytes().to_vec())]);
    let read = loaded.add_rulings_text(PathBuf::from("review.csv"), table.to_vec());
    let told: Vec<String> =
        read.iter().map(|one| format!("{} {} ({})", one.item, one.decision, one.reason)).collect();
    assert_eq!(told, rulings);
    let told = concise::render(&loaded.findings, &loaded.sources);
    assert_eq!(told.lines().collect::<Vec<_>>(), findings);
}

#[test]
fn rows_with_a_credit_are_rulings() {
    check(
        b"item,response,count,nearest,why,credit\nb,restating,3,x,near,0.5\nb,other,1,x,near,\nb,no,1,x,near,0\n",
        &[
            "b accept: restating, credit: 0.5 (reviewed in review.csv)",
            "b accept: no, credit: 0 (reviewed in review.csv)",
        ],
        &[],
    );
    // What spreadsheets make of the table: a byte-order mark, semicolons, decimal commas, other columns, CRLF.
    check(
        b"\xEF\xBB\xBFcredit;item;reason;response\r\n0,5;b;close enough;\"a \"\"b\"\"; c\nd\"\r\n",
        &["b accept: a \"b\"; c\nd, credit: 0.5 (close enough)"],
        &[],
    );
    check(
        b"item\tresponse\tcredit\nb\t'=1+1\t1\nb\t'tis\t1\n",
        &[
            "b accept: =1+1, credit: 1 (reviewed in review.csv)",
            "b accept: 'tis, credit: 1 (reviewed in review.csv)",
        ],
        &[],
    );
    check(
        b"item,response,credit\nb,caf\xE9,1\n",
        &["b accept: caf\u{e9}, credit: 1 (reviewed in review.csv)"],
        &[],
    );
    check(b"item,response,credit\n", &[], &[]);
}

#[test]
fn what_is_wrong_is_told_at_its_cell() {
    check(
        b"item,response,credit\nc,x,1\na,x,1\nb,\"p\nq\",2\nb, ,1\nb,y,most\nb,z\n",
        &[],
        &[
            "review.csv:2:1: error[unknown-item] no bank has the item `c`",
            "review.csv:3:1: error[wrong-kind] `a` is multiple choice; only short answers are reviewed",
            "review.csv:5:4: error[bad-credit] `2` is no value for `credit`",
            "review.csv:6:3: error[empty-text] `response` is empty",
            "review.csv:7:5: error[bad-credit] `most` is no value for `credit`",
        ],
    );
    check(
        b"item,response,count\nb,x,1\n",
        &[],
        &["review.csv:1:1: error[missing-key] the table lacks the column `credit`"],
    );
    check(b"", &[], &["review.csv:1:1: error[missing-key] the table lacks the column `item`"]);
}
