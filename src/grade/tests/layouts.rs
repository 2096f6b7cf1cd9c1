//! The same responses written as each program exports them are graded as they are from a plain sheet.

use super::*;
use crate::sheets::layout::LayoutName;

/// What one candidate entered: options by index, and a short answer.
#[derive(Debug, Clone)]
struct Entered {
    candidate: String,
    options: [Vec<usize>; 3],
    short: String,
    finished: bool,
}

const IDS: [&str; 4] = ["it-1", "it-2", "it-3", "it-4"];
const STEMS: [&str; 4] = ["Which one, if *any*?", "Which of these; say", "Which, again?", "What is “it”?"];
const KEYS: [&[usize]; 3] = [&[1], &[0, 2], &[1, 2, 4]];
/// Commas and semicolons within, texts that begin others, texts that look like labels or places.
const TEXTS: [&[&str]; 3] = [
    &["Rest, then talk", "Talk; later", "“Why?” he said", "B"],
    &["Listen, then wait", "Listen", "Wait; then ask", "10"],
    &["a, b", "c", "a", "d;", "b, c: both"],
];
const LABELS: [&str; 5] = ["A", "B", "C", "D", "E"];

fn items() -> Vec<Item> {
    let choice = |place: usize| {
        let options = TEXTS[place].iter().zip(LABELS).map(|(text, label)| ItemOption {
            label: label.into(),
            text: (*text).into(),
            feedback: None,
        });
        let key = match KEYS[place] {
            [key] => Key::Single(*key),
            keys => Key::Multiple { keyed: keys.iter().copied().collect(), scoring: Scoring::Proportional },
        };
        ItemKind::Choice(Choice { options: options.collect(), key })
    };
    let short = || item("x", "t", "=empathy").kind;
    let kind = |place| if place < 3 { choice(place) } else { short() };
    (0..4).map(|place| Item::new(IDS[place], "t", STEMS[place], kind(place))).collect()
}

/// Quotes a field where it must be, or always.
fn field(text: &str, delimiter: char, always: bool) -> String {
    if always || text.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn record(fields: &[String], delimiter: char, always: bool) -> String {
    let fields: Vec<String> = fields.iter().map(|text| field(text, delimiter, always)).collect();
    fields.join(&delimiter.to_string()) + "\n"
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

impl Entered {
    fn labels(&self, place: usize, between: &str) -> String {
        let labels: Vec<&str> = self.options[place].iter().map(|&option| LABELS[option]).collect();
        labels.join(between)
    }

    fn texts(&self, place: usize) -> Vec<&'static str> {
        self.options[place].iter().map(|&option| TEXTS[place][option]).collect()
    }

    fn places(&self, place: usize, between: &str) -> String {
        let digit = |option: usize| if self.options[place].contains(&option) { "1" } else { "0" };
        (0..TEXTS[place].len()).map(digit).collect::<Vec<_>>().join(between)
    }
}

/// The columns and the records of a layout; `true` for those with the short answer too.
fn write(layout: LayoutName, entered: &[Entered]) -> (String, bool) {
    let (head, delimiter, always, short) = header(layout);
    let mut text = if layout == LayoutName::MicrosoftForms { "\u{feff}".to_owned() } else { String::new() };
    text += &record(&head, delimiter, always);
    for (number, row) in entered.iter().enumerate() {
        let fields = fields(layout, row, number);
        text += &match layout {
            LayoutName::Nops => fields.join(";") + "\n",
            _ => record(&fields, delimiter, always),
        };
    }
    (text, short)
}

fn header(layout: LayoutName) -> (Vec<String>, char, bool, bool) {
    let (plain, stems) = (STEMS.map(|stem| stem.replace('*', "")), STEMS.map(str::to_owned));
    let each = |columns: &dyn Fn(usize) -> Vec<String>, items: usize| {
        (0..items).flat_map(columns).collect::<Vec<_>>()
    };
    let with = |head: &[&str], rest: Vec<String>| [owned(head), rest].concat();
    match layout {
        LayoutName::Wide | LayoutName::Long => (with(&["candidate"], owned(&IDS)), ',', false, true),
        LayoutName::GoogleSheet => {
            (with(&["Timestamp", "Email Address", "Score"], stems.to_vec()), ',', false, true)
        }
        LayoutName::GoogleCsv => {
            let columns = |place: usize| {
                vec![
                    plain[place].clone(),
                    format!("{} [Score]", plain[place]),
                    format!("{} [Feedback]", plain[place]),
                ]
            };
            (with(&["Timestamp", "Username", "Total score"], each(&columns, 4)), ',', false, true)
        }
        LayoutName::MicrosoftForms => {
            let columns = |place: usize| {
                vec![
                    plain[place].replace(' ', "\u{a0}"),
                    format!("Points - {}", plain[place].replace(' ', "\u{a0}")),
                    format!("Feedback - {}", plain[place].replace(' ', "\u{a0}")),
                ]
            };
            let head =
                ["ID", "Start time", "Completion time", "Email", "Name", "Total points", "Quiz feedback"];
            (with(&head, each(&columns, 4)), ';', false, true)
        }
        LayoutName::Moodle => {
            let head = ["Surname", "First name", "ID number", "Email address", "State", "Grade/6.00"];
            (with(&head, each(&|place| vec![format!("Response {}", place + 1)], 4)), ',', true, true)
        }
        LayoutName::Canvas => {
            let head = ["name", "id", "sis_id", "section", "submitted", "attempt"];
            let columns =
                |place: usize| vec![format!("{}: <p>{}</p>", 700 + place, plain[place]), "1.0".to_owned()];
            let tail = owned(&["n correct", "n incorrect", "score"]);
            ([with(&head, each(&columns, 4)), tail].concat(), ',', false, true)
        }
        LayoutName::ZipGrade => {
            let head = ["QuizName", "Class", "StudentID", "Earned Points", "PercentCorrect", "Key Version"];
            let columns = |place: usize| {
                ["Stu", "PriKey", "Points", "Mark"].map(|name| format!("{name}{}", place + 1)).to_vec()
            };
            (with(&head, each(&columns, 3)), ',', false, false)
        }
        LayoutName::Amc => {
            let columns = |place: usize| vec![IDS[place].to_owned(), format!("TICKED:{}", IDS[place])];
            (with(&["Exam", "A:id", "Name", "Mark"], each(&columns, 3)), ',', true, false)
        }
        LayoutName::Nops => {
            let columns = |place: usize| {
                ["answer", "solution", "check", "points"].map(|name| format!("{name}.{}", place + 1)).to_vec()
            };
            (with(&["registration", "name", "id"], each(&columns, 3)), ';', false, false)
        }
    }
}

fn fields(layout: LayoutName, row: &Entered, number: usize) -> Vec<String> {
    let id = row.candidate.as_str();
    let joined = |between: &str| (0..3).map(|place| row.texts(place).join(between)).collect::<Vec<_>>();
    let with_short = |mut cells: Vec<String>| {
        cells.push(row.short.clone());
        cells
    };
    let spread = |cells: Vec<String>, behind: &[&str]| -> Vec<String> {
        cells.into_iter().flat_map(|cell| [vec![cell], owned(behind)].concat()).collect()
    };
    let with = |head: &[&str], rest: Vec<String>| [owned(head), rest].concat();
    match layout {
        LayoutName::Wide | LayoutName::Long => {
            with(&[id], with_short((0..3).map(|place| row.labels(place, ";")).collect()))
        }
        LayoutName::GoogleSheet => with(&["9/27/2026 15:00:00", id, "4 / 6"], with_short(joined(", "))),
        LayoutName::GoogleCsv => {
            let head = ["2026/09/27 3:00:00 PM GMT+3", id, "4.00 / 6"];
            with(&head, spread(with_short(joined(";")), &["1.00 / 1", "Well, done"]))
        }
        LayoutName::MicrosoftForms => {
            let closed =
                |place: usize| row.texts(place).iter().fold(String::new(), |cell, text| cell + text + ";");
            let cells = vec![row.texts(0).concat(), closed(1), closed(2)];
            let head = [&number.to_string(), "9/27/26 15:00:00", "9/27/26 15:09:00", id, "X", "4", ""];
            with(&head, spread(with_short(cells), &["1", ""]))
        }
        LayoutName::Moodle => {
            let shuffled = |place: usize| {
                let mut texts = row.texts(place);
                texts.reverse();
                texts.join("; ")
            };
            let cells = with_short((0..3).map(shuffled).collect());
            let cells = cells.into_iter().map(|cell| if cell.is_empty() { "-".to_owned() } else { cell });
            let state = if row.finished { "Finished" } else { "In progress" };
            with(&["X", "Y", id, "x@y.z", state, "4,00"], cells.collect())
        }
        LayoutName::Canvas => {
            let escaped = |place: usize| {
                let texts: Vec<String> =
                    row.texts(place).iter().map(|text| text.replace(',', "\\,")).collect();
                texts.join(",")
            };
            let cells = with_short(vec![row.texts(0).concat(), escaped(1), escaped(2)]);
            let head = ["X", "9", id, "s", "2026-09-27 15:00:00 UTC", "1"];
            [with(&head, spread(cells, &["1.0"])), owned(&["2", "1", "3.0"])].concat()
        }
        LayoutName::ZipGrade => {
            let cells = (0..3).map(|place| row.labels(place, "")).collect();
            let key = ["A", "BC"][number % 2];
            with(&["q", "c", id, "4", "66", "A"], spread(cells, &[key, "1", "C"]))
        }
        LayoutName::Amc => {
            let ticks = |place: usize| {
                if number.is_multiple_of(2) { row.labels(place, "") } else { row.places(place, ";") }
            };
            let cells = (0..3).flat_map(|place| ["0,5".to_owned(), ticks(place)]).collect();
            let mark = if row.finished { "4,5" } else { "ABS" };
            with(&[&number.to_string(), id, "X", mark], cells)
        }
        LayoutName::Nops => {
            let padded = |place: usize| format!("{:0<5}", row.places(place, ""));
            let solution = ["10000", "10100", "01101"];
            let cells =
                (0..3).flat_map(|place| [&padded(place), solution[place], "1", "1"].map(str::to_owned));
            with(&[id, "X \"Y\" Z", "x"], cells.collect())
        }
    }
}

fn graded(layout: LayoutName, files: &[&[Entered]], sharing: Sharing) -> Outcome<Log> {
    let items = items();
    let borrowed: Vec<&Item> = items.iter().collect();
    let index = ItemIndex::new(&borrowed);
    let source = |(number, entered): (usize, &&[Entered])| {
        let input = Input::from_bytes(format!("f{number}"), write(layout, entered).0.into_bytes());
        // Without a row there is no time, by which the two exports of Google are told apart.
        let overrides =
            Overrides { layout: Some(layout).filter(|_| entered.is_empty()), ..Overrides::default() };
        let file = layout::detect(&input, &index, &overrides).expect("is recognised");
        assert_eq!(file.layout.name(), layout.name());
        SheetSource { input, file, printed: None }
    };
    let sources: Vec<SheetSource> = files.iter().enumerate().map(source).collect();
    grade_sources(&borrowed, &sources, sharing)
}

fn grade_sources(items: &[&Item], sources: &[SheetSource], sharing: Sharing) -> Outcome<Log> {
    let lexicon = Lexicon::from_items(items.iter().copied());
    let compiled = compile(items, &Topics::new(), &lexicon, &Policy::default(), &[]).expect("compiles");
    grade(&compiled, sources, || Ok(Log::default()), sharing, &|_| ()).expect("grades")
}

/// What a plain sheet says, without the short answer where a layout has none.
fn expected(layout: LayoutName, entered: &[Entered]) -> Outcome<Log> {
    let has_short = header(layout).3;
    let mut head = owned(&["candidate"]);
    head.extend(owned(&IDS[..if has_short { 4 } else { 3 }]));
    let counts = |row: &&Entered| row.finished || !has_unfinished(layout);
    let rows = entered.iter().filter(counts).map(|row| {
        let fields = fields(LayoutName::Wide, row, 0);
        record(&fields[..head.len()], ',', false)
    });
    let text = record(&head, ',', false) + &rows.collect::<String>();
    let items = items();
    let borrowed: Vec<&Item> = items.iter().collect();
    let input = Input::from_bytes("plain", text.into_bytes());
    let file =
        layout::detect(&input, &ItemIndex::new(&borrowed), &Overrides::default()).expect("is recognised");
    grade_sources(&borrowed, &[SheetSource { input, file, printed: None }], ONE)
}

fn has_unfinished(layout: LayoutName) -> bool {
    matches!(layout, LayoutName::Moodle | LayoutName::Amc)
}

fn entered() -> impl Strategy<Value = Entered> {
    let single = proptest::option::of(0_usize..4).prop_map(|option| option.into_iter().collect::<Vec<_>>());
    let several =
        |options: usize| proptest::sample::subsequence((0..options).collect::<Vec<_>>(), 0..=options);
    let short = "(empathy|Empathyy|a, b|x; \"y\"|no|)";
    let candidate = "0[0-9]";
    (candidate, single, several(4), several(5), short, proptest::bool::weighted(0.8)).prop_map(
        |(candidate, one, two, three, short, finished)| Entered {
            candidate,
            options: [one, two, three],
            short,
            finished,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_a_program_writes_is_read_as_it_was_entered(
        layout in proptest::sample::select(LayoutName::ALL.map(|(layout, _)| layout).to_vec())
            .prop_filter("has a row a candidate", |layout| *layout != LayoutName::Long),
        rows in proptest::collection::vec(entered(), 0..12), cut in 0_usize..12, block in 1_usize..300, threads in 1_usize..3,
    ) {
        let (first, second) = rows.split_at(cut.min(rows.len()));
        let plain = expected(layout, &rows);
        let whole = graded(layout, &[&rows], ONE);
        prop_assert_eq!(lines(&whole), lines(&plain));
        prop_assert_eq!(&whole.tally, &plain.tally);
        prop_assert_eq!(whole.rejected, 0);
        let unfinished = rows.iter().filter(|row| has_unfinished(layout) && !row.finished).count() as u64;
        prop_assert_eq!(whole.counts[0].unfinished, unfinished);
        let parts = graded(layout, &[first, second], Sharing { threads, block });
        prop_assert_eq!(lines(&parts), lines(&plain));
        prop_assert_eq!(&parts.tally, &plain.tally);
    }
}

/// Papers whose options stand in the reverse order, every second one.
#[test]
fn papers_in_different_orders_are_graded_by_their_own_solutions() {
    #[track_caller]
    fn check(rows: &[&str], expected: &[&str]) {
        let head = "registration;name;id;answer.1;solution.1;check.1;points.1;answer.2;solution.2;check.2;points.2\n";
        let text = rows.iter().fold(head.to_owned(), |text, row| text + row + "\n");
        let items = items();
        let borrowed: Vec<&Item> = items.iter().collect();
        let input = Input::from_bytes("f", text.into_bytes());
        let file =
            layout::detect(&input, &ItemIndex::new(&borrowed), &Overrides::default()).expect("is recognised");
        let outcome = grade_sources(&borrowed, &[SheetSource { input, file, printed: None }], ONE);
        let told: Vec<String> = lines(&outcome)
            .iter()
            .map(|line| line[..line.find(" answered").expect("has")].to_owned())
            .collect();
        assert_eq!(told, expected);
    }
    // The keys are the second option, and the first and third. Points are in sixths.
    check(
        &[
            "01;x;1;01000;01000;1;1;10100;10100;1;1",
            "02;x;1;00100;00100;1;1;01010;01010;1;1",
            "03;x;1;01000;00100;0;0;01000;01010;0;0",
            "04;x;1;00000;00100;0;0;01110;01010;0;0",
        ],
        &["01 12/12", "02 12/12", "03 3/12", "04 0/12"],
    );
    // One order for all: then the bank's key counts, whatever the solution says.
    check(
        &["01;x;1;01000;10000;0;0;10100;10100;1;1", "02;x;1;10000;10000;1;1;00000;10100;0;0"],
        &["01 12/12", "02 0/12"],
    );
}
