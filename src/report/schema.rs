//! The JSON Schema of `report.json` and of `grade --format json`, for programs that read them.
//!
//! Kept by hand beside what is serialised; tests hold real reports against it, and it allows no field that it
//! does not know.

use crate::analyze::FlagKind;
use serde_json::{Map, Value, json};

/// One field: its name, its values, what it means.
type Field = (&'static str, Kind, &'static str);

/// The values of a field.
enum Kind {
    Text,
    TextOrNull,
    /// A whole number from 0 on.
    Count,
    Number,
    /// A number, or null where it is undefined.
    Figure,
    /// A share from 0 to 1, or null.
    Share,
    Bool,
    Checksum,
    Flags,
    Texts,
    Object(&'static [Field]),
    List(&'static [Field]),
}

/// Fields that a whole document can go without.
const OPTIONAL: [&str; 2] = ["candidates", "changes"];

const PROVENANCE: &[Field] = &[
    ("qbank", Kind::Text, "Version of the program."),
    ("banks", Kind::List(BANK), "The banks, in the order loaded."),
    ("sheets", Kind::List(SHEETS), "The files of answer sheets, in the order read."),
    ("policy", Kind::TextOrNull, "The scoring policy that replaced the banks' own."),
    ("penalty", Kind::Share, "What a wrong single response costs, as a share of the item's points."),
    ("rulings", Kind::List(RULING), "The rulings that were applied."),
];

const BANK: &[Field] = &[
    ("bank", Kind::Text, "Id of the bank."),
    ("path", Kind::Text, "Path as given."),
    ("sha256", Kind::Checksum, "SHA-256 of the file."),
];

const SHEETS: &[Field] = &[
    ("path", Kind::Text, "Path as given; `-` for standard input."),
    ("sha256", Kind::Checksum, "SHA-256 of the file."),
    ("layout", Kind::Text, "Name of the layout that was recognised."),
    ("rows", Kind::Count, "Records read, without the header."),
];

const RULING: &[Field] = &[
    ("item", Kind::Text, "Id of the item."),
    ("decision", Kind::Text, "What was decided, in the words of the rulings file."),
    ("reason", Kind::Text, "Why."),
];

const GROUP: &[Field] = &[
    ("candidates", Kind::Count, "Sheets that count."),
    ("items", Kind::Count, "Items given to at least one candidate, without void ones."),
    ("max_points", Kind::Figure, "The candidates' mean maximum."),
    ("mean", Kind::Figure, "Mean total, in points."),
    ("mean_percent", Kind::Figure, "Sum of totals over sum of maxima, in percent."),
    ("sd", Kind::Figure, "Standard deviation of totals, with N - 1."),
    ("median", Kind::Figure, "Median total."),
    ("min", Kind::Figure, "Lowest total."),
    ("max", Kind::Figure, "Highest total."),
    ("alpha", Kind::Figure, "Cronbach's alpha."),
    ("kr20", Kind::Figure, "Kuder-Richardson 20."),
    ("sem", Kind::Figure, "Standard error of measurement, in points."),
    ("skewness", Kind::Figure, "Skewness of totals."),
    ("kurtosis", Kind::Figure, "Kurtosis of totals; 0 for a normal distribution."),
];

const TOPIC: &[Field] = &[
    ("topic", Kind::Text, "Path of the topic, or a competency, level or tag."),
    ("title", Kind::Text, "Its title."),
    ("depth", Kind::Count, "0 at the top."),
    ("items", Kind::Count, "Its items given to at least one candidate."),
    ("max_points", Kind::Figure, "Mean maximum of those who were given at least one."),
    ("mean", Kind::Figure, "Their mean points."),
    ("mean_percent", Kind::Figure, "Their points over their maxima, in percent."),
    ("sd", Kind::Figure, "Standard deviation of their points."),
    ("alpha", Kind::Figure, "Cronbach's alpha of the topic's items."),
];

const ITEM: &[Field] = &[
    ("item", Kind::Text, "Id of the item."),
    ("topic", Kind::Text, "Path of its topic."),
    ("n", Kind::Count, "Candidates who were given it."),
    ("max_points", Kind::Number, "Points for full credit."),
    ("facility", Kind::Figure, "Mean credit: 1 is everyone right."),
    ("sd", Kind::Figure, "Standard deviation of its points."),
    ("discrimination", Kind::Figure, "Corrected item-total correlation."),
    ("upper_lower", Kind::Figure, "Mean credit of the upper 27 % less that of the lower."),
    ("alpha_if_deleted", Kind::Figure, "Alpha of the other items."),
    ("blank", Kind::Count, "Left blank."),
    ("not_presented", Kind::Count, "Candidates who were not given it."),
    ("unreadable", Kind::Count, "Responses that could not be read."),
    ("review", Kind::Count, "Short answers that need a person."),
    ("flags", Kind::Flags, "What makes it an item to look at."),
    ("options", Kind::List(OPTION), "Its options, in the bank's order; none for short answers."),
];

const OPTION: &[Field] = &[
    ("option", Kind::Text, "Label."),
    ("key", Kind::Bool, "Whether it is keyed, after rulings."),
    ("count", Kind::Count, "Candidates who chose it."),
    ("share", Kind::Share, "Count over those who were given the item."),
    ("mean_total", Kind::Figure, "Mean total of those who chose it, in points."),
    ("option_rest", Kind::Figure, "Correlation of choosing it with the total without the item."),
];

const CANDIDATE: &[Field] = &[
    ("candidate", Kind::Text, "Id, as on the sheet."),
    ("answered", Kind::Count, "Items with a response that is not blank."),
    ("blank", Kind::Count, "Items left blank."),
    ("review", Kind::Count, "Short answers that need a person."),
    ("points", Kind::Number, "Total."),
    ("max_points", Kind::Number, "Maximum of the items presented."),
    ("percent", Kind::Figure, "Points over maximum, in percent."),
    ("low", Kind::Figure, "Lower end of the Wilson 95 % interval, in percent."),
    ("high", Kind::Figure, "Its upper end."),
    ("topics", Kind::List(SUBSCORE), "The topics of which the candidate was given an item."),
];

const SUBSCORE: &[Field] = &[
    ("topic", Kind::Text, "Path of the topic, or a competency, level or tag."),
    ("items", Kind::Count, "Items presented."),
    ("points", Kind::Number, "Points in them."),
    ("max_points", Kind::Number, "Their maximum."),
    ("percent", Kind::Figure, "Points over maximum, in percent."),
    ("low", Kind::Figure, "Lower end of the interval; null below 5 items."),
    ("high", Kind::Figure, "Its upper end."),
    (
        "label",
        Kind::TextOrNull,
        "What may be said: `tentative`, `above`, `below`, `too close to call`, `weakest`.",
    ),
];

const NOTE: &[Field] = &[
    ("kind", Kind::Text, "What sort of note, for programs."),
    ("text", Kind::Text, "A sentence for people."),
    ("count", Kind::Count, "How many things it is about."),
];

const CHANGES: &[Field] = &[
    ("with", Kind::Text, "The report that this one is compared with."),
    ("rulings", Kind::List(RULING_CHANGE), "Items with other rulings than then."),
    ("moved", Kind::Count, "Candidates whose points or maximum changed."),
    ("unmoved", Kind::Count, "Candidates who did not move."),
    ("gone", Kind::Texts, "Candidates of the earlier report who are not among the sheets now."),
    ("changed", Kind::Texts, "What else changed, in words."),
];

const RULING_CHANGE: &[Field] = &[
    ("item", Kind::Text, "Id of the item."),
    ("decision", Kind::Text, "What is decided now, or no longer is."),
    ("reason", Kind::Text, "Why."),
    ("candidates", Kind::Count, "Candidates whom it moved."),
];

const REPORT: &[Field] = &[
    ("provenance", Kind::Object(PROVENANCE), "Where the figures come from."),
    ("group", Kind::Object(GROUP), "All candidates together."),
    ("topics", Kind::List(TOPIC), "By topic, parents before children."),
    ("items", Kind::List(ITEM), "By item, without void ones."),
    ("candidates", Kind::List(CANDIDATE), "By candidate; only with `--format json`."),
    ("notes", Kind::List(NOTE), "What was set aside, found odd or must be known."),
    ("changes", Kind::Object(CHANGES), "Who moved since an earlier report; only with `--compare`."),
];

/// The schema as text that ends with a line end.
pub fn schema() -> String {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of `qbank grade`. Points are points, percents from 0 to 100, shares from 0 to 1; what is \
                  undefined is null",
    });
    let mut body = object(REPORT, &OPTIONAL);
    body["properties"]["format"] = json!({"const": 1, "description": "Version of this format."});
    if let Some(Value::Array(required)) = body.get_mut("required") {
        required.push(json!("format"));
    }
    if let (Value::Object(schema), Value::Object(body)) = (&mut schema, body) {
        schema.extend(body);
    }
    format!("{schema:#}\n")
}

fn object(fields: &[Field], optional: &[&str]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|(name, kind, about)| {
            let mut schema = json!({"description": about});
            if let (Value::Object(schema), Value::Object(values)) = (&mut schema, values(kind)) {
                schema.extend(values);
            }
            ((*name).to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> =
        fields.iter().map(|(name, ..)| *name).filter(|name| !optional.contains(name)).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn values(kind: &Kind) -> Value {
    match kind {
        Kind::Text => json!({"type": "string"}),
        Kind::TextOrNull => json!({"type": ["string", "null"]}),
        Kind::Count => json!({"type": "integer", "minimum": 0}),
        Kind::Number => json!({"type": "number"}),
        Kind::Figure => json!({"type": ["number", "null"]}),
        Kind::Share => json!({"type": ["number", "null"], "minimum": 0, "maximum": 1}),
        Kind::Bool => json!({"type": "boolean"}),
        Kind::Checksum => json!({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        Kind::Flags => {
            let ids: Vec<&str> = FlagKind::ALL.iter().map(|kind| kind.id()).collect();
            json!({"type": "array", "items": {"enum": ids}, "uniqueItems": true})
        }
        Kind::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Kind::Object(fields) => object(fields, &[]),
        Kind::List(fields) => json!({"type": "array", "items": object(fields, &[])}),
    }
}
