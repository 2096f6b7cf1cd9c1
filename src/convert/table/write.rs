//! Writing CSV.

use super::cell::{guard, join, join_groups};
use super::{COLUMNS, FEEDBACK, OPTION};
use crate::convert::header;
use crate::convert::lost::Lost;
use crate::model::fraction::{MAX_DECIMALS, to_decimal};
use crate::model::item::name_of;
use crate::model::time::format_duration;
use crate::model::{
    Accept, Bank, Case, Difficulty, EntryOrder, Fraction, Item, ItemKind, Key, Level, Scoring, ShortAnswer,
    ancestors_and_self,
};
use std::collections::BTreeMap;

/// Writes CSV. Columns in which no row says anything are left out.
pub(in crate::convert) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    let mut lost = Vec::new();
    let used =
        |id: &String| bank.items.iter().any(|item| ancestors_and_self(&item.topic).any(|one| one == id));
    for id in bank.topics.keys().filter(|id| !used(id)) {
        lost.push(Lost::of(
            "",
            format!("the topic `{id}`"),
            "no item is in it, and CSV has rows for items only",
        ));
    }
    let labels = labels(bank);
    let mut rows: Vec<Row> = bank.items.iter().map(|item| row(item, bank)).collect();
    if let Some(first) = rows.first_mut() {
        let said = [
            ("bank", Some(&bank.id)),
            ("bank_title", bank.title.as_ref()),
            ("bank_language", bank.language.as_ref()),
            ("bank_license", bank.license.as_ref()),
        ];
        first.extend(said.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.clone()))));
    }
    for item in &bank.items {
        let Some(choice) = item.choice() else { continue };
        let places: Vec<_> = choice
            .options
            .iter()
            .map(|option| labels.iter().position(|label| *label == option.label))
            .collect();
        if !places.is_sorted() {
            lost.push(Lost::of(&item.id, "the order of options", "it is that of the columns"));
        }
    }
    let columns: Vec<String> = COLUMNS.iter().flat_map(|column| named(column, &labels)).collect();
    let columns: Vec<&String> =
        columns.iter().filter(|name| rows.iter().any(|row| row.contains_key(*name))).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut failed = writer.write_record(&columns).is_err();
    for row in &rows {
        let cells = columns.iter().map(|name| guard(row.get(*name).cloned().unwrap_or_default()));
        failed |= writer.write_record(cells).is_err();
    }
    let bytes = writer.into_inner().unwrap_or_default();
    if failed {
        lost.push(Lost::of("", "rows", "they could not be written"));
    }
    (String::from_utf8(bytes).unwrap_or_default(), lost)
}

type Row = BTreeMap<String, String>;

/// The columns that stand for one name.
fn named(column: &str, labels: &[&str]) -> Vec<String> {
    if column != "options" {
        return vec![column.to_owned()];
    }
    labels.iter().flat_map(|label| [format!("{OPTION}{label}"), format!("{FEEDBACK}{label}")]).collect()
}

/// Every label, in the order in which items first use them.
fn labels(bank: &Bank) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for option in bank.items.iter().filter_map(Item::choice).flat_map(|choice| &choice.options) {
        if !labels.contains(&&*option.label) {
            labels.push(&option.label);
        }
    }
    labels
}

fn row(item: &Item, bank: &Bank) -> Row {
    let mut row = Row::new();
    let mut say = |name: &str, text: Option<String>| {
        if let Some(text) = text {
            row.insert(name.to_owned(), text);
        }
    };
    say("id", Some(item.id.clone()));
    say("topic", Some(item.topic.clone()));
    say("topic_title", Some(join(header::title_chain(&item.topic, &bank.topics))));
    say("stem", Some(item.stem.clone()));
    match &item.kind {
        ItemKind::Choice(choice) => {
            for option in &choice.options {
                say(&format!("{OPTION}{}", option.label), Some(option.text.clone()));
                say(&format!("{FEEDBACK}{}", option.label), option.feedback.clone());
            }
            let keyed = choice.key.keyed().iter().filter_map(|at| choice.options.get(at));
            say("answer", Some(join(keyed.map(|option| &option.label))));
            if let Key::Multiple { scoring, .. } = choice.key {
                say("scoring", Some(name_of(&Scoring::ALL, scoring).to_owned()));
            }
        }
        ItemKind::Short(short) => say_short(short, &mut say),
    }
    let one = Fraction::from_integer(1);
    say("points", (item.points != one).then(|| decimal(item.points)));
    say("time", item.time.map(format_duration));
    say("rationale", item.rationale.clone());
    say("reference", item.reference.clone());
    say("as_of", item.as_of.clone());
    say("competency", item.competency.clone());
    say("level", item.level.map(|level| name_of(&Level::ALL, level).to_owned()));
    say("difficulty", item.difficulty.map(|value| name_of(&Difficulty::ALL, value).to_owned()));
    say("tags", (!item.tags.is_empty()).then(|| join(&item.tags)));
    say("language", item.language.clone().filter(|_| item.language != bank.language));
    say("vignette", item.vignette.then(|| "true".to_owned()));
    say("shuffle", (!item.shuffle).then(|| "false".to_owned()));
    let allow = item.allow.iter().map(|(lint, reason)| format!("{lint}={reason}"));
    say("allow", (!item.allow.is_empty()).then(|| join(allow)));
    row
}

fn say_short(short: &ShortAnswer, say: &mut impl FnMut(&str, Option<String>)) {
    match &short.accept {
        Accept::Texts(texts) => {
            say("accept", Some(join(texts.iter().map(|text| &text.text))));
            let one = Fraction::from_integer(1);
            let credits = texts.iter().map(|text| decimal(text.credit));
            say("accept_credit", texts.iter().any(|text| text.credit != one).then(|| join(credits)));
            let feedback = texts.iter().map(|text| text.feedback.as_deref().unwrap_or(""));
            say("accept_feedback", texts.iter().any(|text| text.feedback.is_some()).then(|| join(feedback)));
        }
        Accept::Words(groups) => say("accept_words", Some(join_groups(groups))),
        Accept::List { entries, order, partial } => {
            say("accept_list", Some(join_groups(entries)));
            say("order", (*order == EntryOrder::Given).then(|| "given".to_owned()));
            say("partial", partial.then(|| "true".to_owned()));
        }
        Accept::Number { value, tolerance, units } => {
            say("number", Some(decimal(*value)));
            say("tolerance", (*tolerance != Fraction::from_integer(0)).then(|| decimal(*tolerance)));
            say("units", (!units.is_empty()).then(|| join(units)));
        }
    }
    say("reject", (!short.reject.is_empty()).then(|| join(&short.reject)));
    say("case", (short.matching.case == Case::Exact).then(|| "exact".to_owned()));
    say("typos", (!short.matching.typos).then(|| "false".to_owned()));
}

fn decimal(value: Fraction) -> String {
    to_decimal(value, u32::try_from(MAX_DECIMALS).unwrap_or(6))
}
