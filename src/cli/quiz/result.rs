//! Grades a session: as a sheet in long form that goes the way of every other sheet, so that the score is the one
//! which `qbank grade` gives for the same answers.

use crate::grade::recorder::Recorder;
use crate::grade::{self, Compiled, Policy, Sharing, SheetSource};
use crate::load::Loaded;
use crate::model::{Decision, Item, Ruling};
use crate::quiz::Session;
use crate::scoring::Lexicon;
use crate::sheets::encoding::Encoding;
use crate::sheets::input::Input;
use crate::sheets::layout::{self, ItemIndex, LayoutName, Overrides};
use std::io;

/// The candidate of a session's sheet.
const CANDIDATE: &str = "you";

/// A session as a sheet, with what it is graded by.
pub(super) struct Sheet {
    /// The sheet in long form.
    pub(super) csv: Vec<u8>,
    /// What the candidate counted as right, as rulings.
    pub(super) rulings: Vec<Ruling>,
    /// The scheme.
    pub(super) compiled: Compiled,
    source: SheetSource,
}

impl Sheet {
    /// The sheet of a session; `None` where no item counts as given.
    pub(super) fn new(session: &Session, loaded: &Loaded, lexicon: &Lexicon) -> anyhow::Result<Option<Self>> {
        let given: Vec<usize> =
            (0..session.items().len()).filter(|&place| session.is_presented(place)).collect();
        if given.is_empty() {
            return Ok(None);
        }
        let items: Vec<&Item> = given.iter().map(|&place| &session.items()[place]).collect();
        let all: Vec<&Item> = loaded.items().map(|found| found.item).collect();
        let rulings: Vec<Ruling> = given.iter().filter_map(|&place| ruling(session, place)).collect();
        let policy = Policy::default();
        let compiled = grade::compile_part(&items, &all, &loaded.topics, lexicon, &policy, &rulings)?;
        let csv = csv(session, &given)?;
        let input = Input::from_bytes("session", csv.clone());
        let index: ItemIndex<'_> =
            items.iter().zip(0..).map(|(item, place)| (item.id.as_str(), place)).collect();
        let file = layout::detect(&input, &index, &as_written())?;
        Ok(Some(Self { csv, rulings, compiled, source: SheetSource { input, file, printed: None } }))
    }

    /// Grades it.
    pub(super) fn grade<R: Recorder>(
        &self,
        recorder: impl FnMut() -> io::Result<R>,
    ) -> Result<grade::Outcome<R>, grade::GradeError> {
        let sources = std::slice::from_ref(&self.source);
        grade::grade(&self.compiled, sources, recorder, Sharing::of_threads(1), &|_| {})
    }
}

/// Nothing has to be found out.
fn as_written() -> Overrides {
    Overrides {
        layout: Some(LayoutName::Long),
        delimiter: Some(b','),
        encoding: Some(Encoding::Utf8),
        ..Overrides::default()
    }
}

fn csv(session: &Session, given: &[usize]) -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["candidate", "item", "response"])?;
    for &place in given {
        out.write_record([CANDIDATE, &session.items()[place].id, &session.cell(place)])?;
    }
    out.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// What the candidate decided about her own answer.
fn ruling(session: &Session, place: usize) -> Option<Ruling> {
    session.entries()[place].overruled.then(|| Ruling {
        item: session.items()[place].id.clone(),
        decision: Decision::Accept { text: session.cell(place), credit: 1.into() },
        reason: "counted as right by the candidate in practice".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grade::scheme::GroupBy;
    use crate::model::{Fraction, fraction};
    use crate::quiz::{Asked, Event, Limits, Mode, Response, Setup};
    use crate::report::write::candidates::CandidatesCsv;
    use proptest::prelude::*;
    use std::path::PathBuf;
    use std::time::Duration;

    fn answers() -> impl Strategy<Value = Vec<Option<Response>>> {
        let options = prop::collection::vec(0_usize..4, 0..4).prop_map(Response::Options);
        let text = "(empathy|empaty|some empathy perhaps|=1,\"2\"|sympathy| )".prop_map(Response::Text);
        prop::collection::vec(prop::option::of(prop_oneof![options, text]), 4)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn the_score_is_the_sum_of_the_marks(answers in answers(), practice in any::<bool>(), overrules in any::<bool>()) {
            let text = include_bytes!("tui/bank.yaml").to_vec();
            let loaded = Loaded::from_texts([(PathBuf::from("bank.yaml"), text)]);
            let items: Vec<&Item> = loaded.items().map(|found| found.item).collect();
            let lexicon = Lexicon::from_items(items.iter().copied());
            let asked = |item: &&Item| Asked {
                item: item.id.clone(),
                options: (0..item.choice().map_or(0, |choice| choice.options.len())).rev().collect(),
            };
            let setup = Setup {
                title: String::new(),
                exam: None,
                form: "f".into(),
                seed: None,
                mode: if practice { Mode::Practice } else { Mode::Exam },
                limits: Limits::default(),
                items: items.iter().map(asked).collect(),
            };
            let find = |id: &str| items.iter().copied().find(|item| item.id == id);
            let mut session = Session::new(setup, find, &lexicon).expect("a session");
            let mut send = |event| session.handle(event, Duration::ZERO);
            send(Event::Start);
            for (place, response) in answers.into_iter().enumerate() {
                send(Event::Go { place });
                if let Some(response) = response {
                    send(Event::Answer { place, response });
                }
                send(Event::Check { place });
                if overrules {
                    send(Event::Overrule { place });
                }
            }
            send(Event::Submit);
            send(Event::Submit);
            let Some(sheet) = Sheet::new(&session, &loaded, &lexicon).expect("compiles") else {
                prop_assert!(practice && session.unanswered() == 4);
                return Ok(());
            };
            let recorder = || CandidatesCsv::new(&sheet.compiled.scheme, GroupBy::Topic, Vec::new());
            let graded = sheet.grade(recorder).expect("grades");
            let csv = String::from_utf8(graded.recorder.into_inner()).expect("text");
            let points = csv.lines().nth(1).and_then(|row| row.split(',').nth(4));
            let sum: Fraction = (0..4).map(|place| session.mark(place).credit).sum();
            let sum = fraction::to_decimal(sum, 4);
            prop_assert_eq!(points, Some(sum.as_str()), "{}", csv);
        }
    }
}
