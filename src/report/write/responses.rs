//! `responses.csv`: a row for each response (`--detail responses`).
//!
//! Items that were not presented have no row: with forms drawn from a large bank they would be nearly all
//! of the file. `items.csv` counts them.

use super::super::format::{PointsFormat, push_field};
use super::sink::Sink;
use crate::grade::recorder::{GradedSheet, Recorder};
use crate::grade::scheme::Scheme;
use crate::model::Status;
use crate::scoring::Rule;
use std::io::{self, Write};

/// Writes `responses.csv` to `W`.
#[derive(Debug)]
pub struct ResponsesCsv<W> {
    /// The id of each item as a CSV field.
    items: Vec<Vec<u8>>,
    /// `,status,credit,` of each slot; `None` for items that were not presented.
    slots: Vec<Option<Vec<u8>>>,
    sink: Sink<W>,
}

impl<W: Write> ResponsesCsv<W> {
    /// Writes the header.
    pub fn new(scheme: &Scheme, mut out: W) -> io::Result<Self> {
        out.write_all(b"candidate,item,response,status,credit,rule\n")?;
        let item = |id: &str| {
            let mut field = Vec::new();
            push_field(&mut field, id);
            field
        };
        let slot = |slot: &crate::grade::scheme::Slot| {
            let max = scheme.items[slot.item as usize].max;
            let mut text = format!(",{},", slot.status.name()).into_bytes();
            // A void item has no maximum, so that credit is undefined.
            if max > 0 {
                PointsFormat::new(max).push(&mut text, slot.score);
            }
            text.push(b',');
            (slot.status != Status::NotPresented).then_some(text)
        };
        Ok(Self {
            items: scheme.items.iter().map(|entry| item(&entry.item.id)).collect(),
            slots: scheme.slots.iter().map(slot).collect(),
            sink: Sink::new(out),
        })
    }

    /// The writer, to be flushed and closed.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }
}

impl<W: Write + Send> Recorder for ResponsesCsv<W> {
    type Block = Vec<u8>;

    fn wants_responses(&self) -> bool {
        true
    }

    fn record(&self, block: &mut Vec<u8>, sheet: &GradedSheet<'_>) {
        self.sink.make_room(block);
        for ((item, &slot), response) in self.items.iter().zip(sheet.slots).zip(sheet.responses) {
            let Some(outcome) = &self.slots[slot as usize] else { continue };
            push_field(block, sheet.candidate);
            block.push(b',');
            block.extend_from_slice(item);
            block.push(b',');
            push_field(block, response.text);
            block.extend_from_slice(outcome);
            block.extend_from_slice(rule_name(response.rule).as_bytes());
            block.push(b'\n');
        }
    }

    fn write(&self, block: Vec<u8>) -> io::Result<()> {
        self.sink.write(&block)
    }
}

/// The name of a rule in files, the same as its serialised form.
fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Key => "key",
        Rule::AllOrNothing => "all-or-nothing",
        Rule::Proportional => "proportional",
        Rule::Net => "net",
        Rule::Balanced => "balanced",
        Rule::PerOption => "per-option",
        Rule::Exact => "exact",
        Rule::Folded => "folded",
        Rule::Typo => "typo",
        Rule::Words => "words",
        Rule::List => "list",
        Rule::Number => "number",
        Rule::Rejected => "rejected",
        Rule::Review => "review",
        Rule::Ruling => "ruling",
        Rule::NoMatch => "no-match",
        Rule::None => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_the_names_they_serialise_to() {
        for rule in [Rule::Key, Rule::AllOrNothing, Rule::PerOption, Rule::NoMatch, Rule::None] {
            let serialised = serde_json::to_value(rule).ok();
            assert_eq!(serialised.as_ref().and_then(|value| value.as_str()), Some(rule_name(rule)));
        }
    }
}
