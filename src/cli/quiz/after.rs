//! What is told and written when a session is over.

use super::Args;
use super::result::Sheet;
use super::words;
use crate::cli::output::{self, OutputFile, OutputFolder};
use crate::cli::{grade, terminal};
use crate::grade::scheme::GroupBy;
use crate::load::Loaded;
use crate::model::Fraction;
use crate::quiz::{LookBack, Mode, Session};
use crate::report::write::candidate_topics::CandidateTopicsCsv;
use crate::report::write::candidates::CandidatesCsv;
use crate::report::write::responses::ResponsesCsv;
use crate::report::write::terminal as summary;
use crate::report::write::text::{clean, wrap};
use crate::report::{Context, Provenance, Report, SheetSource};
use crate::scoring::Lexicon;
use anstyle::Style;
use anyhow::Context as _;
use std::io::Write;

const HEADING: Style = Style::new().bold();

/// Reports on a session: to stdout, and with `-o` into a folder.
pub(super) fn report(
    args: &Args,
    loaded: &Loaded,
    lexicon: &Lexicon,
    session: &Session,
    target: Option<Fraction>,
) -> anyhow::Result<()> {
    let Some(sheet) = Sheet::new(session, loaded, lexicon)? else {
        tell!("Nothing was answered, so there is nothing to report");
        return Ok(());
    };
    let target = target.map(grade::to_percent);
    let report = if let Some(path) = &args.output {
        let mut folder = OutputFolder::create(path)?;
        let report = grade_into(&mut folder, &sheet, session, loaded, target)?;
        folder.commit()?;
        tell!("The report is in {}", path.display());
        report
    } else {
        let graded = sheet.grade(|| Ok(None::<ResponsesCsv<OutputFile>>))?;
        build(&sheet, session, loaded, target, &graded.tally, &graded.digests)
    };
    let columns = terminal::width();
    let mut text = Vec::new();
    summary::write(&mut text, &report, columns)?;
    write_session(&mut text, session, columns)?;
    terminal::print_styled(&text)?;
    Ok(())
}

/// Grades the session and writes its files.
fn grade_into(
    folder: &mut OutputFolder,
    sheet: &Sheet,
    session: &Session,
    loaded: &Loaded,
    target: Option<f64>,
) -> anyhow::Result<Report> {
    let scheme = &sheet.compiled.scheme;
    let graded = sheet.grade(|| {
        Ok((
            CandidatesCsv::new(scheme, GroupBy::Topic, folder.file("candidates.csv")?)?,
            (
                CandidateTopicsCsv::new(scheme, target, folder.file("candidate-topics.csv")?)?,
                ResponsesCsv::new(scheme, folder.file("responses.csv")?)?,
            ),
        ))
    })?;
    let (candidates, (topics, responses)) = graded.recorder;
    for file in [candidates.into_inner(), topics.into_inner(), responses.into_inner()] {
        output::finish(file).context("cannot write the results")?;
    }
    folder.write("sheet.csv", |file| file.write_all(&sheet.csv))?;
    let report = build(sheet, session, loaded, target, &graded.tally, &graded.digests);
    grade::outputs::write_report(folder, &report)?;
    Ok(report)
}

fn build(
    sheet: &Sheet,
    session: &Session,
    loaded: &Loaded,
    target: Option<f64>,
    tally: &crate::grade::tally::Tally,
    digests: &[String],
) -> Report {
    let rows = u64::try_from(sheet.compiled.scheme.items.len()).unwrap_or(u64::MAX);
    let source = SheetSource {
        path: "sheet.csv".to_owned(),
        sha256: digests.first().cloned().unwrap_or_default(),
        layout: "long".to_owned(),
        rows,
    };
    let provenance = Provenance {
        banks: grade::bank_sources(loaded, |_, file| file.sha256(&loaded.sources)),
        sheets: vec![source],
        rulings: sheet.rulings.iter().map(grade::ruling_source).collect(),
        ..Provenance::of_this_program()
    };
    let title = session.setup().title.clone();
    let context = Context { title, provenance, by: GroupBy::Topic, target, ..Context::default() };
    let mut report = Report::build(&sheet.compiled.scheme, tally, context);
    // What one candidate did says nothing about the items.
    report.items.iter_mut().for_each(|item| item.flags.clear());
    report
}

/// What a report on sheets cannot know: time, changes of mind, and each item missed with its reason.
fn write_session(out: &mut Vec<u8>, session: &Session, columns: usize) -> std::io::Result<()> {
    let back = session.look_back();
    writeln!(out, "\n{HEADING}The session{HEADING:#}")?;
    for line in facts(session, &back) {
        for line in wrap(&clean(&line), columns) {
            writeln!(out, "{line}")?;
        }
    }
    let groups = [
        ("Missed", &back.missed),
        ("Not answered", &back.unanswered),
        ("To be decided: short answers near a right one", &back.review),
    ];
    for (name, places) in groups {
        if !places.is_empty() {
            writeln!(out, "\n{HEADING}{name}: {}{HEADING:#}", places.len())?;
        }
        for (number, &place) in places.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            write_item(out, session, &back, place, columns)?;
        }
    }
    Ok(())
}

fn facts(session: &Session, back: &LookBack) -> Vec<String> {
    let setup = session.setup();
    let mut facts = vec![session.end().map(words::end).unwrap_or_default().to_owned()];
    let answered = session.items().len() - session.unanswered();
    let used = words::time(session.used());
    let each = u32::try_from(answered).ok().and_then(|answered| session.used().checked_div(answered));
    let each = each.map(|each| format!(", {} an item answered", words::time(each))).unwrap_or_default();
    facts.push(format!("Time: {used}{each}."));
    let (paused, times) = session.paused();
    if times > 0 && setup.mode == Mode::Exam {
        let times = words::count(times, "time");
        facts.push(format!("Paused {times}, {} in all: not as in the real exam.", words::time(paused)));
    }
    let (away, interruptions) = session.away();
    if interruptions > 0 {
        facts.push(format!(
            "Interrupted {}, away {}.",
            words::count(interruptions, "time"),
            words::time(away)
        ));
    }
    let numbers =
        |places: &[usize]| places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(", ");
    let lists = [
        ("Slow", &back.slow),
        ("Changed from right to wrong", &back.right_to_wrong),
        ("Changed from wrong to right", &back.wrong_to_right),
        ("Flagged", &back.flagged),
    ];
    let lists = lists.iter().filter(|(_, places)| !places.is_empty());
    facts.extend(lists.map(|(name, places)| format!("{name}: item {}.", numbers(places))));
    let seed = setup.seed.map(|seed| format!(" --seed {seed}")).unwrap_or_default();
    facts.push(format!(
        "Form {}; {} again.",
        setup.form,
        match seed.as_str() {
            "" => "`--form` asks it".to_owned(),
            seed => format!("`{}` draws it", seed.trim()),
        }
    ));
    facts
}

fn write_item(
    out: &mut Vec<u8>,
    session: &Session,
    back: &LookBack,
    place: usize,
    columns: usize,
) -> std::io::Result<()> {
    let item = &session.items()[place];
    let feedback = session.feedback(place);
    let marks = [
        (back.slow.contains(&place), "slow"),
        (back.right_to_wrong.contains(&place), "changed from right to wrong"),
        (back.flagged.contains(&place), "flagged"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    let number = format!("{}. ", place + 1);
    let indent = number.len();
    let mut lines = vec![format!("{}{marks}", item.stem.trim())];
    lines.extend(session.given(place).map(|given| format!("Your answer: {given}")));
    lines.push(words::right(&feedback));
    lines.extend(feedback.remarks.iter().cloned());
    lines.extend(feedback.rationale.map(|rationale| format!("Why: {rationale}")));
    lines.extend(feedback.reference.map(|reference| format!("See: {reference}")));
    let mut lead = number;
    for line in lines.iter().flat_map(|line| wrap(&clean(line), columns.saturating_sub(indent))) {
        writeln!(out, "{lead}{line}")?;
        lead = " ".repeat(indent);
    }
    Ok(())
}
