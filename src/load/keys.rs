//! Every key of the five kinds of file, declared once: read by the readers, by the generator of the JSON
//! Schemas and by the test of `docs/bank-format.md`.

use crate::diagnostic::code;
use crate::model::{Case, Difficulty, EntryOrder, FormKind, Level, Scoring};
use crate::yaml::shape::{IdSyntax, Key, Range, Shape, Table};

const TEXTS: Shape = Shape::List { of: &Shape::Text, may_be_empty: false };
const ANY_TEXTS: Shape = Shape::List { of: &Shape::Text, may_be_empty: true };
const GROUPS: Shape = Shape::List { of: &TEXTS, may_be_empty: false };
const ITEM_ID: Shape = Shape::Id(IdSyntax::Item);
const TOPIC_ID: Shape = Shape::Id(IdSyntax::Topic);
const LABELS: Shape = Shape::List { of: &Shape::LabelOfOption, may_be_empty: true };
const TOPICS_MAP: Shape = Shape::Map { keys: &TOPIC_ID, values: &Shape::Text, may_be_empty: true };
const POINTS: Shape = Shape::Decimal { range: Range::AboveZero, code: code::BAD_POINTS };

/// A bank.
pub static BANK: Table = Table {
    name: "a bank",
    doc: "A bank of items on a subject",
    keys: &[
        Key::required(
            "bank",
            Shape::Id(IdSyntax::File),
            "Id of the bank, unique among the files loaded: lower-case letters, digits, `-`",
        ),
        Key::optional("title", Shape::Text, "What people call the bank"),
        Key::optional(
            "language",
            Shape::Text,
            "Language of its items, such as `en`, unless an item says otherwise",
        ),
        Key::optional("license", Shape::Text, "SPDX id of its licence, such as `CC-BY-4.0`"),
        Key::optional(
            "topics",
            TOPICS_MAP,
            "Topic ids with their titles; ids are paths, and reports roll up along them",
        ),
        Key::optional(
            "defaults",
            Shape::Table(&DEFAULTS),
            "What its items inherit unless they say otherwise",
        ),
        Key::required("items", Shape::List { of: &Shape::Table(&ITEM), may_be_empty: true }, "The items"),
    ],
};

/// `defaults` of a bank.
pub static DEFAULTS: Table = Table {
    name: "`defaults`",
    doc: "What every item of a bank inherits unless it says otherwise",
    keys: &[
        Key::optional("points", POINTS, "Points for full credit; 1 where nothing is said"),
        Key::optional("time", Shape::Duration, "Time meant for an item: `75s`, `2m30s`"),
    ],
};

/// An item.
pub static ITEM: Table = Table {
    name: "an item",
    doc: "An item: with `options` multiple choice, with one of the four `accept…` keys short answer",
    keys: &[
        Key::required(
            "id",
            ITEM_ID,
            "Id of the item, unique over all files loaded: letters, digits, `.`, `_`, `-`",
        ),
        Key::required("topic", TOPIC_ID, "Path of the topic it belongs to"),
        Key::required("stem", Shape::Text, "What is asked"),
        Key::optional(
            "options",
            Shape::Map {
                keys: &Shape::Label,
                values: &Shape::Either(&Shape::Text, &Shape::Table(&OPTION)),
                may_be_empty: false,
            },
            "Labels of 1 to 3 characters, as printed on the answer sheet, with the options' texts",
        ),
        Key::optional(
            "answer",
            Shape::Either(&Shape::LabelOfOption, &LABELS),
            "The right label: single response; a list of labels: multiple response",
        ),
        Key::optional(
            "scoring",
            Shape::Name { names: || names_of(&Scoring::ALL), code: code::BAD_SCORING },
            "How multiple response is scored; `all-or-nothing` where nothing is said",
        ),
        Key::optional(
            "accept",
            Shape::List { of: &Shape::Either(&Shape::Text, &Shape::Table(&ACCEPTED)), may_be_empty: false },
            "Accepted short answers",
        ),
        Key::optional("accept-words", GROUPS, "Groups of synonyms: an answer has to hold one of each group"),
        Key::optional("accept-list", Shape::Table(&ACCEPT_LIST), "An answer of several entries"),
        Key::optional("accept-number", Shape::Table(&ACCEPT_NUMBER), "A number, with a tolerance and units"),
        Key::optional("reject", ANY_TEXTS, "Texts that never earn credit"),
        Key::optional("match", Shape::Table(&MATCH), "How strictly a short answer is compared"),
        Key::optional("points", POINTS, "Points for full credit; above 0"),
        Key::optional("time", Shape::Duration, "Time meant for the item: `75s`, `2m30s`"),
        Key::optional("rationale", Shape::Text, "Why the key is right"),
        Key::optional("reference", Shape::Text, "Where that can be checked"),
        Key::optional("as-of", Shape::Date, "Day on which facts that age were last checked: YYYY-MM-DD"),
        Key::optional("competency", Shape::Text, "Id of the competency that the item shows"),
        Key::optional(
            "level",
            Shape::Name { names: || names_of(&Level::ALL), code: code::BAD_LEVEL },
            "Cognitive level: `recall`, `application` or `analysis`",
        ),
        Key::optional(
            "difficulty",
            Shape::Name { names: || names_of(&Difficulty::ALL), code: code::BAD_DIFFICULTY },
            "The author's estimate, `easy`, `medium` or `hard`; never confused with the measured facility",
        ),
        Key::optional("tags", ANY_TEXTS, "Free labels"),
        Key::optional("language", Shape::Text, "Language of the item, where it is not the bank's"),
        Key::optional("vignette", Shape::Bool, "`true` for a case vignette, whose stem may be long"),
        Key::optional("shuffle", Shape::Bool, "`false` keeps the options' order in a quiz"),
        Key::optional(
            "allow",
            Shape::Map { keys: &Shape::Text, values: &Shape::Text, may_be_empty: true },
            "Lints that are silenced for this item, each with the reason",
        ),
    ],
};

/// An option in its long form.
pub static OPTION: Table = Table {
    name: "an option",
    doc: "An option with what a candidate who chose it is told",
    keys: &[
        Key::required("text", Shape::Text, "What the option says"),
        Key::optional("feedback", Shape::Text, "What a candidate who chose it is told"),
    ],
};

/// An accepted text in its long form.
pub static ACCEPTED: Table = Table {
    name: "an accepted text",
    doc: "An accepted text with its credit",
    keys: &[
        Key::required("text", Shape::Text, "The text"),
        Key::optional(
            "credit",
            Shape::Decimal { range: Range::AboveZeroToOne, code: code::BAD_CREDIT },
            "Share of the points, above 0 and at most 1; 1 where nothing is said",
        ),
        Key::optional("feedback", Shape::Text, "What a candidate who gave it is told"),
    ],
};

/// `accept-list`.
pub static ACCEPT_LIST: Table = Table {
    name: "`accept-list`",
    doc: "An answer of several entries",
    keys: &[
        Key::required("entries", GROUPS, "The expected entries, each a list of synonyms"),
        Key::optional(
            "order",
            Shape::Name { names: || names_of(&EntryOrder::ALL), code: code::BAD_ORDER },
            "`given` where the order counts; `any` where nothing is said",
        ),
        Key::optional(
            "partial",
            Shape::Bool,
            "`true` where a share of the entries earns a share of the credit",
        ),
    ],
};

/// `accept-number`.
pub static ACCEPT_NUMBER: Table = Table {
    name: "`accept-number`",
    doc: "An answer that is a number",
    keys: &[
        Key::required(
            "value",
            Shape::Decimal { range: Range::Any, code: code::BAD_NUMBER },
            "The expected number",
        ),
        Key::optional(
            "tolerance",
            Shape::Decimal { range: Range::FromZero, code: code::BAD_NUMBER },
            "How far off an answer may be at either side; 0 where nothing is said",
        ),
        Key::optional("units", ANY_TEXTS, "Units that may stand behind the number"),
    ],
};

/// `match`.
pub static MATCH: Table = Table {
    name: "`match`",
    doc: "How strictly a short answer is compared",
    keys: &[
        Key::optional(
            "case",
            Shape::Name { names: || names_of(&Case::ALL), code: code::BAD_MATCH },
            "`exact` where letter case counts; `fold` where nothing is said",
        ),
        Key::optional("typos", Shape::Bool, "`false` where a slip of the keyboard is not forgiven"),
    ],
};

/// An exam.
pub static EXAM: Table = Table {
    name: "an exam",
    doc: "A blueprint: how many items a form draws from each topic",
    keys: &[
        Key::required(
            "exam",
            Shape::Id(IdSyntax::File),
            "Id of the exam, as `quiz --exam` takes it: lower-case letters, digits, `-`",
        ),
        Key::optional("title", Shape::Text, "What people call the exam"),
        Key::optional("time", Shape::Duration, "Time for the whole exam: `150m`"),
        Key::optional("break", Shape::Table(&BREAK), "The scheduled break"),
        Key::optional(
            "kind",
            Shape::Name { names: || names_of(&FormKind::ALL), code: code::BAD_KIND },
            "Which items a form may hold: `choice`, `short` or `any`; `any` where nothing is said",
        ),
        Key::required(
            "draw",
            Shape::Map {
                keys: &TOPIC_ID,
                values: &Shape::Count { code: code::BAD_DRAW },
                may_be_empty: false,
            },
            "Topics, each with everything under it, and how many items they give",
        ),
        Key::optional("practice-target", Shape::Percent, "A study target such as `70%`, never a pass mark"),
        Key::optional("note", Shape::Text, "What readers of reports should know about the blueprint"),
        Key::optional("source", Shape::Text, "Where the blueprint comes from"),
    ],
};

/// `break` of an exam.
pub static BREAK: Table = Table {
    name: "`break`",
    doc: "A scheduled break",
    keys: &[
        Key::required("after", Shape::Count { code: code::BAD_COUNT }, "After how many items"),
        Key::required("time", Shape::Duration, "How long"),
    ],
};

/// Topics shared by banks.
pub static TOPICS: Table = Table {
    name: "a topics file",
    doc: "Topics shared by every bank loaded with the file",
    keys: &[Key::required(
        "topics",
        TOPICS_MAP,
        "Topic ids with their titles; ids are paths, and reports roll up along them",
    )],
};

/// Rulings.
pub static RULINGS: Table = Table {
    name: "a rulings file",
    doc: "Decisions taken after the exam, each with a reason",
    keys: &[Key::required(
        "rulings",
        Shape::List { of: &Shape::Table(&RULING), may_be_empty: true },
        "The decisions",
    )],
};

/// One ruling.
pub static RULING: Table = Table {
    name: "a ruling",
    doc: "One decision: exactly one of `void`, `full-credit`, `answer`, `accept`",
    keys: &[
        Key::required("item", ITEM_ID, "Id of the item"),
        Key::optional("void", Shape::True, "`true`: the item leaves every maximum"),
        Key::optional("full-credit", Shape::True, "`true`: everyone who was given the item gets full credit"),
        Key::optional(
            "answer",
            Shape::Either(
                &Shape::LabelOfOption,
                &Shape::List { of: &Shape::LabelOfOption, may_be_empty: false },
            ),
            "The label, or the list of labels, that replaces the key",
        ),
        Key::optional("accept", Shape::Text, "A short answer that earns credit wherever it was given"),
        Key::optional(
            "credit",
            Shape::Decimal { range: Range::ZeroToOne, code: code::BAD_CREDIT },
            "Goes with `accept`: share of the points from 0 to 1; 1 where nothing is said",
        ),
        Key::required("reason", Shape::Text, "Why"),
    ],
};

/// A form.
pub static FORM: Table = Table {
    name: "a form",
    doc: "One drawn paper: which items, in which order, with which option under which label",
    keys: &[
        Key::required("form", ITEM_ID, "Id of the form: letters, digits, `.`, `_`, `-`"),
        Key::optional("exam", Shape::Id(IdSyntax::File), "Id of the exam it was drawn for"),
        Key::optional("seed", Shape::Seed, "Seed of the draw"),
        Key::required(
            "items",
            Shape::List { of: &Shape::Table(&FORM_ITEM), may_be_empty: false },
            "The items in the order of the paper",
        ),
    ],
};

/// One item of a form.
pub static FORM_ITEM: Table = Table {
    name: "an item of a form",
    doc: "One item of a paper",
    keys: &[
        Key::required("item", ITEM_ID, "Id of the item"),
        Key::optional(
            "options",
            Shape::List { of: &Shape::LabelOfOption, may_be_empty: false },
            "The bank's labels in the order of the printed ones; the bank's own order where nothing is said",
        ),
    ],
};

/// The names of a table such as [`Level::ALL`].
fn names_of<T, const N: usize>(table: &[(T, &'static str); N]) -> Vec<&'static str> {
    table.iter().map(|(_, name)| *name).collect()
}
