//! `number-order`.

use super::position_reference::may_refer;
use crate::check::lints::prelude::*;
use crate::diagnostic::{Edit, Fix};

/// Two numbers are always in some order.
const MIN_OPTIONS: usize = 3;

pub(in crate::check) static LINT: Lint = Lint {
    id: "number-order",
    group: Group::Options,
    severity: Severity::Warning,
    pedantic: false,
    summary: "Options that are numbers are not in order",
    explanation: "\
Fires in an item with `shuffle: false` whose options, three or more, all begin with a number or are dates, and neither rise nor fall. Readers look for numbers in order; a jumble \
costs time and tests nothing. Where a quiz shuffles the options the bank's order does not matter. Of 77 practice items whose options are numbers, 29 have them out of order.",
    reference: "Haladyna, Downing & Rodriguez 2002, guideline 21",
    check: Check::Item(check),
    fires: &["\
stem: How many core values do the guidelines list?
⟦options⟧: {A: \"10\", B: \"6\", C: \"12\"}
answer: C
shuffle: false
"],
    quiet: &[
        "\
stem: How many core values do the guidelines list?
options: {A: \"6\", B: \"10\", C: \"12\"}
answer: C
shuffle: false
",
        "\
stem: How many core values do the guidelines list?
options: {A: \"10\", B: \"6\", C: \"12\"}
answer: C
",
    ],
};

fn check(item: ItemContext<'_>, out: &mut Vec<Finding>) {
    if item.item().shuffle || item.options().len() < MIN_OPTIONS {
        return;
    }
    let Some(values) = item.options().iter().map(value).collect::<Option<Vec<_>>>() else { return };
    if values.is_sorted() || values.iter().rev().is_sorted() {
        return;
    }
    let mut finding =
        Finding::warning(LINT.id, item.key_span("options"), "the options are numbers, but not in order")
            .with_help("put them in order, the smallest first");
    finding.fix = sorted(item, &values);
    out.push(finding);
}

/// A number with up to three parts, so that dates compare, too.
type Value = [f64; 3];

fn value(option: &Text<'_>) -> Option<Value> {
    let text = option.raw.trim().trim_start_matches(['$', '€', '£', '~']);
    let date: Vec<f64> =
        text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>().unwrap_or_default();
    if let [year, month, day] = date[..] {
        return Some([year, month, day]);
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(digits.len());
    let number: f64 = digits[..end].replace(',', "").trim_end_matches('.').parse().ok()?;
    // A range or several numbers have an order of their own.
    let alone = !digits[end..].contains(|c: char| c.is_ascii_digit());
    alone.then_some([sign * number, 0.0, 0.0])
}

/// The options' texts in order behind the labels as they are, and the key with the label it has then. Only for options
/// without feedback, each in one line, and where no text names an option by its label or place and no comment stands
/// beside one.
fn sorted(item: ItemContext<'_>, values: &[Value]) -> Option<Fix> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].partial_cmp(&values[*b]).unwrap_or(std::cmp::Ordering::Equal));
    let choice = item.choice().filter(|_| !may_refer(item))?;
    let answer = item.node().get("answer").filter(|node| node.kind().is_text())?;
    let source = item.source();
    if has_comment(item, values.len()) {
        return None;
    }
    let mut edits = Vec::new();
    for (place, from) in order.iter().enumerate() {
        if choice.options[place].feedback.is_some() {
            return None;
        }
        let (span, text) = (item.option_span(place), source.slice(item.option_span(*from)));
        if text.contains('\n') {
            return None;
        }
        edits.push(Edit { span, text: text.to_owned() });
    }
    let key = order.iter().position(|from| Some(*from) == item.key())?;
    let label = choice.options[key].label.clone();
    // Written as the old label was, so that quotes stay where they are needed.
    let text = source.slice(answer.span()).replace(answer.text()?, &label);
    edits.push(Edit { span: answer.span(), text });
    Some(Fix { message: "put the numbers in order".to_owned(), edits })
}

/// Whether a comment stands between the options or behind the last of them: it may be about one of them.
fn has_comment(item: ItemContext<'_>, options: usize) -> bool {
    let text = item.source().text();
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |length| at + length);
    (0..options).any(|at| {
        let end = item.option_span(at).end as usize;
        let next = if at + 1 < options { item.option_span(at + 1).start as usize } else { line_end(end) };
        text.get(end..next).is_none_or(|between| between.contains('#'))
    })
}
