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
