//! Banks of every kind, for properties.

use crate::convert::draft::label;
use crate::convert::markup;
use crate::model::{
    Accept, AcceptedText, Bank, Case, Choice, Defaults, Difficulty, EntryOrder, Fraction, Item, ItemKind,
    ItemOption, Key, Level, Matching, OptionSet, Scoring, ShortAnswer, Topics,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::time::Duration;

/// What a format can hold.
#[expect(clippy::struct_excessive_bools, reason = "a table of yes and no, one column a format")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Can {
    /// Labels of any kind, or those by place only.
    pub(super) labels: bool,
    /// Every scoring rule.
    pub(super) scoring: bool,
    /// Rules that are sums of shares; without these too, all or nothing alone.
    pub(super) sums: bool,
    pub(super) multiple: bool,
    pub(super) short: bool,
    pub(super) words: bool,
    pub(super) points: bool,
    pub(super) units: bool,
    pub(super) case: bool,
    /// Everything an item says beside stem and key.
    pub(super) details: bool,
    pub(super) feedback: bool,
    /// Feedback of short answers.
    pub(super) short_feedback: bool,
    /// Texts of several lines.
    pub(super) lines: bool,
    /// Lines that begin with signs, which in Markdown are lists, quotes and headings.
    pub(super) blocks: bool,
}

pub(super) const ALL: Can = Can {
    labels: true,
    scoring: true,
    sums: true,
    short_feedback: true,
    multiple: true,
    short: true,
    words: true,
    points: true,
    units: true,
    case: true,
    details: true,
    feedback: true,
    lines: true,
    blocks: true,
};

fn words() -> impl Strategy<Value = String> {
    let pieces = vec![
        "word",
        "a",
        "B",
        "is",
        "<b>",
        "&amp;",
        "&",
        "<",
        "*",
        "_",
        "=",
        "~",
        "{",
        "}",
        "#",
        ":",
        "\\",
        "\\n",
        "é",
        "\"",
        "'",
        "1.",
        "-",
        "+",
        "%50%",
        "no",
        "|",
        "||",
        "`code`",
        "**bold**",
        "*em*",
        "[x](y)",
        "$x$",
        "\\(x_1\\)",
        "//",
        "::",
        "日本",
        "@",
        ">",
        "---",
        "==",
        "1.10",
        "12:30",
        "?",
        "!",
        "null",
        "x\\*y",
        "</b>",
        "&lt;",
        "0777",
        "'s",
        "snake_case",
        "a,b",
        "]",
        "T",
        "TRUE",
    ];
    vec(select(pieces), 1..7).prop_map(|words| words.join(" "))
}

fn long_words() -> impl Strategy<Value = String> {
    vec(words(), 1..12).prop_map(|words| words.join(" "))
}

fn text(can: Can) -> BoxedStrategy<String> {
    let begin = move |line: String| if can.blocks { line } else { format!("Say {line}") };
    if !can.lines {
        return words().prop_map(begin).boxed();
    }
    let lines = vec(words().prop_map(begin), 1..4);
    let joined = (lines, select(vec!["\n", "\n\n"])).prop_map(|(lines, sign)| lines.join(sign));
    prop_oneof![3 => words().prop_map(begin), 1 => long_words().prop_map(begin), 2 => joined].boxed()
}

fn fraction() -> impl Strategy<Value = Fraction> {
    (1..4000_i64).prop_map(|thousands| Fraction::new(thousands, 1000))
}

fn credit() -> impl Strategy<Value = Fraction> {
    select(vec![Fraction::from_integer(1), Fraction::new(1, 2), Fraction::new(9, 10), Fraction::new(1, 4)])
}

fn choice(can: Can) -> impl Strategy<Value = ItemKind> {
    let option = (text(can), proptest::option::of(text(can)));
    let labels = if can.labels { vec![0, 1, 2] } else { vec![0] };
    let multiple = if can.multiple { any::<bool>().boxed() } else { Just(false).boxed() };
    let scoring = select(Scoring::ALL.to_vec());
    let parts = (vec(option, 2..6), select(labels), multiple, scoring, 1..63_u64);
    parts.prop_filter_map(
        "options differ and one is right",
        move |(options, labels, multiple, (scoring, _), keyed)| {
            let mut seen = foldhash::HashSet::default();
            let folded =
                |text: &str| caseless::default_case_fold_str(&markup::to_html(text)).trim().to_owned();
            if !options.iter().all(|(text, _)| {
                seen.insert(folded(text))
                    && seen.insert(format!("t {}", caseless::default_case_fold_str(text)))
            }) {
                return None;
            }
            let label = |at: usize| match labels {
                1 => (at + 1).to_string(),
                2 => format!("{}x", label(at)),
                _ => label(at),
            };
            let count = options.len();
            let options = options.into_iter().enumerate().map(|(at, (text, feedback))| ItemOption {
                label: label(at),
                text,
                feedback: feedback.filter(|_| can.feedback),
            });
            let options: Vec<ItemOption> = options.collect();
            let keyed: OptionSet = (0..count).filter(|at| keyed >> at & 1 == 1).collect();
            let first = keyed.iter().next()?;
            let key = if multiple {
                let scoring = match (can.scoring, keyed.len()) {
                    (true, _) => scoring,
                    (false, _) if !can.sums => Scoring::AllOrNothing,
                    (false, 1) => Scoring::AllOrNothing,
                    // With no distractors, or as many as keys, rules give the same and cannot be told apart.
                    (false, c) if count == c => Scoring::Proportional,
                    (false, c) => match scoring {
                        Scoring::Net => Scoring::Net,
                        Scoring::Balanced if (count - c).max(2) != c => Scoring::Balanced,
                        _ => Scoring::Proportional,
                    },
                };
                Key::Multiple { keyed, scoring }
            } else {
                Key::Single(first)
            };
            Some(ItemKind::Choice(Choice { options, key }))
        },
    )
}

fn short(can: Can) -> impl Strategy<Value = ItemKind> {
    let accepted = (words(), credit(), proptest::option::of(text(can)));
    let texts = vec(accepted, 1..4).prop_map(move |texts| {
        let text = |(text, credit, feedback): (String, Fraction, Option<String>)| AcceptedText {
            text,
            credit,
            feedback: feedback.filter(|_| can.short_feedback),
        };
        Accept::Texts(texts.into_iter().map(text).collect())
    });
    let groups = || vec(vec(words(), 1..3), 1..4);
    let list = (groups(), select(EntryOrder::ALL.to_vec()), any::<bool>())
        .prop_map(|(entries, (order, _), partial)| Accept::List { entries, order, partial });
    let units = vec(select(vec!["m", "km/h", "°C", "hours"]), 0..3);
    let number = (fraction(), fraction(), units).prop_map(move |(value, tolerance, units)| Accept::Number {
        value: value - Fraction::from_integer(2),
        tolerance,
        units: units.into_iter().map(str::to_owned).filter(|_| can.units).collect(),
    });
    let accept = if can.words {
        prop_oneof![3 => texts, 1 => groups().prop_map(Accept::Words), 1 => list, 1 => number].boxed()
    } else {
        prop_oneof![3 => texts, 1 => number].boxed()
    };
    (accept, vec(words(), 0..3), any::<bool>(), any::<bool>()).prop_map(
        move |(accept, reject, exact, typos)| {
            let number = matches!(accept, Accept::Number { .. });
            let case = if exact && can.case && (!number || can.words) { Case::Exact } else { Case::Fold };
            let matching = Matching { case, typos: typos || number && !can.words };
            let reject = if number && !can.words { Vec::new() } else { reject };
            ItemKind::Short(ShortAnswer { accept, reject, matching })
        },
    )
}

fn item(can: Can) -> BoxedStrategy<Item> {
    let kind = if can.short { prop_oneof![choice(can), short(can)].boxed() } else { choice(can).boxed() };
    let base = (text(can), kind).prop_map(|(stem, kind)| Item::new("", "", stem, kind));
    if !can.details {
        return base.boxed();
    }
    let opt = || proptest::option::of(text(can));
    let named = (
        proptest::option::of(select(Level::ALL.to_vec())),
        proptest::option::of(select(Difficulty::ALL.to_vec())),
        proptest::option::of(1..10_000_u64),
        vec(select(vec!["ethics", "a b", "x:y", "über", "[a]"]), 0..3),
    );
    (base, opt(), opt(), named, any::<bool>(), fraction(), proptest::option::of(select(vec!["en", "es"])))
        .prop_map(
            move |(
                mut item,
                rationale,
                reference,
                (level, difficulty, time, tags),
                odd,
                points,
                language,
            )| {
                item.rationale = rationale;
                item.reference = reference;
                item.level = level.map(|(level, _)| level);
                item.difficulty = difficulty.map(|(difficulty, _)| difficulty);
                item.time = time.map(Duration::from_secs);
                item.tags = tags.into_iter().map(str::to_owned).collect();
                item.language = language.map(str::to_owned);
                if odd {
                    item.vignette = true;
                    item.as_of = Some("2026-05-31".to_owned());
                    item.competency = Some("c-1".to_owned());
                    item.allow = vec![("some-lint".to_owned(), "a reason: x".to_owned())];
                    item.points = if can.points { points } else { 1.into() };
                    item.shuffle = !(can.labels && item.choice().is_some());
                }
                item
            },
        )
        .boxed()
}

/// Banks of what `can` says.
pub(super) fn bank(can: Can) -> impl Strategy<Value = Bank> {
    let topics = if can.details { vec!["skills", "skills/asking", "rights"] } else { vec!["b"] };
    (vec((item(can), select(topics)), 1..5), proptest::option::of(words()), any::<bool>()).prop_map(
        move |(items, title, language)| {
            let titles =
                [("skills", "Skills"), ("skills/asking", "Asking / telling"), ("rights", "Rights: 1")];
            let mut bank = Bank {
                id: "b".to_owned(),
                title: title.filter(|_| can.details),
                language: (language && can.details).then(|| "en".to_owned()),
                license: can.details.then(|| "CC-BY-4.0".to_owned()),
                topics: titles.map(|(id, title)| (id.to_owned(), title.to_owned())).into(),
                defaults: Defaults::default(),
                items: Vec::new(),
            };
            if !can.details {
                bank.topics = Topics::from([("b".to_owned(), "b".to_owned())]);
            }
            for (number, (mut item, topic)) in (1..).zip(items) {
                item.id = format!("b-{number}");
                item.topic = topic.to_owned();
                if bank.language.is_some() && item.language.is_none() {
                    item.language.clone_from(&bank.language);
                }
                bank.items.push(item);
            }
            let used =
                |id: &str| bank.items.iter().any(|item| crate::model::topic::is_within(&item.topic, id));
            let unused: Vec<String> = bank.topics.keys().filter(|id| !used(id)).cloned().collect();
            for id in &unused {
                bank.topics.remove(id);
            }
            bank
        },
    )
}

/// The bank with every text that may be Markdown as the HTML that it stands for.
pub(super) fn meaning(mut bank: Bank) -> Bank {
    let html = |text: &mut String| *text = markup::to_html(text);
    for item in &mut bank.items {
        html(&mut item.stem);
        item.rationale.iter_mut().for_each(html);
        item.reference.iter_mut().for_each(html);
        match &mut item.kind {
            ItemKind::Choice(choice) => {
                for option in &mut choice.options {
                    html(&mut option.text);
                    option.feedback.iter_mut().for_each(html);
                }
            }
            ItemKind::Short(short) => {
                if let Accept::Texts(texts) = &mut short.accept {
                    for text in texts {
                        text.feedback.iter_mut().for_each(html);
                    }
                }
            }
        }
    }
    bank
}
