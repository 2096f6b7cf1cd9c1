//! Holds a tree against the declaration of its keys.

use super::{Key, Shape, Table, value};
use crate::diagnostic::{Finding, code};
use crate::yaml::{Entry, Node, NodeKind};

/// Adds a finding for all in `node` that is not as `shape` says. `name` is what the value is called:
/// the key behind which it stands.
///
/// Where nothing is added, the readers of values find all they need.
pub fn check(node: Node<'_>, shape: &Shape, name: &str, findings: &mut Vec<Finding>) {
    check_value(node, shape, Name::Key(name), findings);
}

/// What a value is called in a message.
#[derive(Clone, Copy)]
enum Name<'a> {
    /// By the key behind which it stands.
    Key(&'a str),
    /// By the key behind which its list stands.
    EntryOf(&'a str),
}

impl<'a> Name<'a> {
    fn key(self) -> &'a str {
        match self {
            Self::Key(key) | Self::EntryOf(key) => key,
        }
    }
}

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Key(key) => write!(f, "`{}`", excerpt(key)),
            Self::EntryOf(key) => write!(f, "an entry of `{}`", excerpt(key)),
        }
    }
}

fn check_value(node: Node<'_>, shape: &Shape, name: Name<'_>, findings: &mut Vec<Finding>) {
    match node.kind() {
        NodeKind::Refused => return,
        NodeKind::Nothing => {
            let message = format!("{name} has no value");
            let finding = Finding::error(code::MISSING_VALUE, node.span(), message);
            findings.push(finding.with_help(format!("write {} there", describe(shape))));
            return;
        }
        _ => {}
    }
    match shape {
        Shape::Either(text, other) => {
            if node.kind().is_text() {
                check_value(node, text, name, findings);
            } else if node.kind() == kind_of(other) {
                check_value(node, other, name, findings);
            } else {
                report_kind(node, shape, name, findings);
            }
        }
        Shape::Table(table) => check_table(node, table, name, findings),
        Shape::List { of, may_be_empty } if node.kind() == NodeKind::List => {
            report_empty(node, *may_be_empty, name, findings);
            for entry in node.items() {
                check_value(entry, of, Name::EntryOf(name.key()), findings);
            }
        }
        Shape::Map { keys, values, may_be_empty } if node.kind() == NodeKind::Map => {
            report_empty(node, *may_be_empty, name, findings);
            for Entry { key, value } in node.entries() {
                if key.kind().is_text() {
                    check_text(key, keys, name, findings);
                    check_value(value, values, Name::Key(key.text().unwrap_or("")), findings);
                }
            }
        }
        _ if kind_of(shape) == NodeKind::Plain && node.kind().is_text() => {
            check_text(node, shape, name, findings);
        }
        _ => report_kind(node, shape, name, findings),
    }
}

/// Holds a map against its known keys.
fn check_table(node: Node<'_>, table: &'static Table, name: Name<'_>, findings: &mut Vec<Finding>) {
    if node.kind() != NodeKind::Map {
        return report_kind(node, &Shape::Table(table), name, findings);
    }
    let mut present = 0_u64;
    for entry in node.entries() {
        if !entry.key.kind().is_text() {
            continue;
        }
        let name = entry.name();
        match table.keys.iter().position(|key| key.name == name) {
            Some(index) => {
                present |= 1 << index;
                let key = &table.keys[index];
                check_value(entry.value, &key.shape, Name::Key(key.name), findings);
            }
            None => report_unknown(entry, table, findings),
        }
    }
    for (index, key) in table.keys.iter().enumerate() {
        if key.required && present >> index & 1 == 0 {
            let message = format!("{} lacks `{}`", table.name, key.name);
            findings.push(
                Finding::error(code::MISSING_KEY, node.opening(), message)
                    .with_help(format!("add `{}`: {}", key.name, key.doc)),
            );
        }
    }
}

fn check_text(node: Node<'_>, shape: &Shape, name: Name<'_>, findings: &mut Vec<Finding>) {
    let text = node.text().unwrap_or("");
    if text.trim().is_empty() {
        findings.push(Finding::error(code::EMPTY_TEXT, node.span(), format!("{name} is empty")));
    } else if let Some((code, wanted)) = value::fault(shape, text) {
        let message = format!("`{}` is no {}", excerpt(text), noun(shape, name.key()));
        let mut finding = Finding::error(code, node.span(), message).with_help(wanted);
        if let Shape::Name { names, .. } = shape
            && let Some(near) = nearest(text, names())
        {
            finding = finding.with_help(format!("did you mean `{near}`?"));
        }
        findings.push(finding);
    }
}

fn report_unknown(entry: Entry<'_>, table: &Table, findings: &mut Vec<Finding>) {
    let name = entry.name();
    let names = table.keys.iter().map(|key: &Key| key.name);
    let help = match nearest(name, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the keys of {} are {}", table.name, names.collect::<Vec<_>>().join(", ")),
    };
    let message = format!("`{}` is no key of {}", excerpt(name), table.name);
    findings.push(Finding::error(code::UNKNOWN_KEY, entry.key.span(), message).with_help(help));
}

fn report_kind(node: Node<'_>, shape: &Shape, name: Name<'_>, findings: &mut Vec<Finding>) {
    let message = format!("{name} should be {}, not {}", describe(shape), node.kind().describe());
    findings.push(Finding::error(code::WRONG_KIND, node.span(), message));
}

fn report_empty(node: Node<'_>, may_be_empty: bool, name: Name<'_>, findings: &mut Vec<Finding>) {
    if !may_be_empty && node.items().next().is_none() && node.entries().next().is_none() {
        findings.push(Finding::error(code::EMPTY_LIST, node.span(), format!("{name} holds nothing")));
    }
}

/// The name nearest to `wrong`, if one is near enough to be meant.
pub(crate) fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Beyond this length nothing is a slip of the keyboard, and comparing costs the square of it.
    const LONGEST: usize = 100;
    if wrong.len() > LONGEST {
        return None;
    }
    let folded = wrong.to_lowercase().replace('_', "-");
    names
        .into_iter()
        .filter(|name| name.len().abs_diff(wrong.len()) <= 4)
        .map(|name| (strsim::osa_distance(&folded, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance < name.len().max(wrong.len()).div_ceil(3).max(2).min(name.len()))
        .min()
        .map(|(_, name)| name)
}

/// What a shape is, with its article.
fn describe(shape: &Shape) -> String {
    match shape {
        Shape::List { of, .. } => match of {
            Shape::List { .. } => "a list of lists".to_owned(),
            _ => "a list".to_owned(),
        },
        Shape::Map { .. } | Shape::Table(_) => "a map".to_owned(),
        Shape::Either(text, other) => format!("{} or {}", describe(text), describe(other)),
        Shape::Bool => "`true` or `false`".to_owned(),
        Shape::True => "`true`".to_owned(),
        Shape::Decimal { .. } | Shape::Count { .. } | Shape::Seed => "a number".to_owned(),
        Shape::Duration => "a duration".to_owned(),
        Shape::Date => "a date".to_owned(),
        Shape::Percent => "a percentage".to_owned(),
        Shape::Id(super::IdSyntax::Topic) => "a topic id".to_owned(),
        Shape::Id(_) => "an id".to_owned(),
        Shape::Label | Shape::LabelOfOption => "a label".to_owned(),
        Shape::Text | Shape::Name { .. } => "a text".to_owned(),
    }
}

/// What a wrong text fails to be: `bogus` is no `level`.
fn noun(shape: &Shape, name: &str) -> String {
    match shape {
        Shape::Id(super::IdSyntax::Topic) => "topic id".to_owned(),
        Shape::Id(_) => "id".to_owned(),
        Shape::Label | Shape::LabelOfOption => "option label".to_owned(),
        Shape::Duration => "duration".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Percent => "percentage".to_owned(),
        _ => format!("value for `{name}`"),
    }
}

/// The kind of node that a shape wants; `Plain` for any text.
fn kind_of(shape: &Shape) -> NodeKind {
    match shape {
        Shape::List { .. } => NodeKind::List,
        Shape::Map { .. } | Shape::Table(_) => NodeKind::Map,
        Shape::Either(_, other) => kind_of(other),
        _ => NodeKind::Plain,
    }
}

/// The beginning of a text, for a message.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or("");
    let mut start: String = line.chars().take(LONGEST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
