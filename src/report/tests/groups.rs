//! The groups that tests report on.

use super::*;
use crate::analyze::testkit::Builder;
use crate::grade::tally::Tally;

/// A graded group.
pub(super) struct Group {
    pub(super) scheme: Scheme,
    pub(super) names: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) tally: Tally,
    pub(super) context: Context,
}

impl Group {
    pub(super) fn report(&self) -> Report {
        Report::build(&self.scheme, &self.tally, self.context.clone())
    }

    /// Lets a recorder see every sheet, two to a block.
    pub(super) fn record<R: Recorder>(&self, recorder: &R) {
        for (names, rows) in self.names.chunks(2).zip(self.rows.chunks(2)) {
            let mut block = R::Block::default();
            for (name, row) in names.iter().zip(rows) {
                let sheet = testkit::sheet(&self.scheme, row);
                let responses = responses(&self.scheme, row);
                let shown: &[_] = if recorder.wants_responses() { &responses } else { &[] };
                recorder.record(&mut block, &sheet.graded(name, shown));
            }
            recorder.write(block).unwrap();
        }
    }
}

/// Six candidates and eight items with everything that is awkward: half points, every status, a void item,
/// an item that one candidate was not given, ids and titles that spreadsheets and terminals would misread.
pub(super) fn small() -> Group {
    let scheme = Builder::new(2)
        .title("skills", "Skills | of *peers*")
        .title("skills/listen", "Active listening, with a title that is much too long for a narrow table")
        .title("values", "=Values\u{1b}[31m")
        .single("l-1", "skills/listen", 3, 1, 2, 0)
        .single("l-2", "skills/listen", 3, 0, 2, 0)
        .multiple("l-3", "skills/listen", 4, &[0, 2], 2, &[0, 1, 2])
        .short("l-4", "skills/listen", 4, &[0, 2, 4])
        .single("s-1", "skills", 2, 1, 2, 0)
        .single("v-1", "values", 3, 2, 2, 0)
        .short("-v-2", "values", 2, &[0, 2])
        .single("v-3", "values", 3, 0, 2, 0)
        .void()
        .build();
    let all = Cell::ChoseSet(0b0101, 2);
    let half = Cell::ChoseSet(0b0001, 1);
    let none = Cell::ChoseSet(0b0011, 0);
    let chose = Cell::Chose;
    let scored = Cell::Scored;
    let rows = vec![
        vec![chose(1), chose(1), all, scored(4), chose(1), chose(2), scored(2), chose(0)],
        vec![chose(1), chose(1), all, scored(2), chose(1), chose(2), Cell::Review, chose(1)],
        vec![chose(1), chose(0), half, scored(4), chose(0), chose(1), scored(2), chose(0)],
        vec![chose(0), chose(0), half, scored(2), chose(1), Cell::NotPresented, Cell::Review, Cell::Blank],
        vec![chose(2), chose(0), none, Cell::Blank, chose(0), chose(0), scored(0), chose(2)],
        vec![Cell::Blank, chose(2), none, scored(0), Cell::Unreadable, chose(1), Cell::Blank, chose(2)],
    ];
    let names = ["00417", "Ada, the \"first\"", "=cmd()", "-5", "@x\ty", "Zoë"];
    let mut tally = testkit::tally(&scheme, &rows, 1);
    testkit::add_review(&mut tally, 6, "being\nhonest", "honesty", "near an accepted text", 1);
    testkit::add_review(&mut tally, 6, "=honest?", "honesty", "near an accepted text", 1);
    let context = Context {
        title: "Practice exam".to_owned(),
        provenance: provenance(),
        notes: vec![Note::new("unmatched_columns", "1 column matched no item: \"Time\u{7} <spent>\".", 1)],
        target: Some(70.0),
        ..Context::default()
    };
    Group { scheme, names: names.map(str::to_owned).into(), rows, tally, context }
}

/// Forty candidates, two topics of 24 and 22 items, one of which is plainly weaker, and a short one.
pub(super) fn large() -> Group {
    let mut builder = Builder::new(1)
        .title("a", "Interpersonal skills")
        .title("b", "Ethics and boundaries")
        .title("c", "Documentation");
    for number in 0..50 {
        let topic = match number {
            0..12 => "a/active-listening",
            12..24 => "a/conflict-resolution",
            24..46 => "b",
            _ => "c",
        };
        builder = builder.single(&format!("i{number:02}"), topic, 4, 2, 1, 0);
    }
    let scheme = builder.build();
    // A candidate gets an item right where the candidate's ability beats the item's hardness; the noise is
    // a fixed scramble of both numbers.
    let cell = |candidate: usize, item: usize| {
        let noise = (candidate * 7919 + item * 104_729 + candidate * item * 31) % 40;
        let hardness = if (24..46).contains(&item) { 48 } else { 14 } + item % 12;
        if candidate + noise > hardness { Cell::Chose(2) } else { Cell::Chose([0, 1, 3][(noise + item) % 3]) }
    };
    let rows: Vec<Vec<Cell>> = (0..40).map(|c| (0..50).map(|item| cell(c, item)).collect()).collect();
    let names = (1..=40).map(|number| format!("c{number:02}")).collect();
    let tally = testkit::tally(&scheme, &rows, 1);
    let context = Context { target: Some(60.0), ..Context::default() };
    Group { scheme, names, rows, tally, context }
}

fn provenance() -> Provenance {
    Provenance {
        qbank: "0.1.0".to_owned(),
        banks: vec![BankSource {
            bank: "peer".to_owned(),
            path: "banks/peer.yaml".to_owned(),
            sha256: "1f".repeat(32),
        }],
        sheets: vec![SheetSource {
            path: "sheets_2026.csv".to_owned(),
            sha256: "a0".repeat(32),
            layout: "wide".to_owned(),
            rows: 6,
        }],
        policy: None,
        penalty: None,
        rulings: vec![RulingSource {
            item: "v-3".to_owned(),
            decision: "void: true".to_owned(),
            reason: "two defensible keys".to_owned(),
        }],
    }
}

fn responses(scheme: &Scheme, row: &[Cell]) -> Vec<crate::grade::recorder::Response<'static>> {
    use crate::grade::recorder::Response;
    use crate::scoring::Rule;
    let response = |cell: &Cell| match cell {
        Cell::Chose(0) => Response { text: "A", rule: Rule::Key },
        Cell::Chose(_) => Response { text: "B", rule: Rule::Key },
        Cell::ChoseSet(..) => Response { text: "A, C", rule: Rule::Net },
        Cell::Scored(_) => Response { text: "honesty", rule: Rule::Exact },
        Cell::Review => Response { text: "=honest?", rule: Rule::Review },
        Cell::Unreadable => Response { text: "A \"or\" B", rule: Rule::None },
        Cell::Blank | Cell::NotPresented => Response { text: "", rule: Rule::None },
    };
    assert_eq!(row.len(), scheme.items.len());
    row.iter().map(response).collect()
}
