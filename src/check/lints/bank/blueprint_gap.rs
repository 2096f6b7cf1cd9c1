//! `blueprint-gap`.

use super::float;
use crate::check::lints::prelude::*;
use crate::model::topic::is_within;

/// A topic has at least so many items.
const MIN_ITEMS: usize = 5;
/// Its share of the items is at least this part of its share of the exam.
const MIN_PART: f64 = 0.5;

pub(in crate::check) static LINT: Lint = Lint {
    id: "blueprint-gap",
    group: Group::Bank,
    severity: Severity::Warning,
    pedantic: false,
    summary: "An exam draws on a topic that the banks hardly cover",
    explanation: "\
Looks at exams loaded together with banks. Fires on a topic of `draw` that has fewer than five items of the exam's kind, or whose share of all items that the exam can draw on is less than half its share of the exam. Every form then has the same items on that topic. \
That an exam draws more items than there are is an error of its own (`draw-too-large`).",
    reference: "Standards for Educational and Psychological Testing (2014), chapter 4",
    check: Check::All(check),
    fires: &["\
bank: b
topics: {t: T, u: U}
items:
- {id: a, topic: t, stem: s, accept: [x]}
- {id: b, topic: t, stem: s, accept: [x]}
- {id: c, topic: t, stem: s, accept: [x]}
- {id: d, topic: t, stem: s, accept: [x]}
- {id: e, topic: t, stem: s, accept: [x]}
- {id: f, topic: u, stem: s, accept: [x]}
- {id: g, topic: u, stem: s, accept: [x]}
---
exam: e
draw:
  t: 2
  ⟦u⟧: 2
"],
    quiet: &["\
bank: b
topics: {t: T, u: U}
items:
- {id: a, topic: t, stem: s, accept: [x]}
- {id: b, topic: t, stem: s, accept: [x]}
- {id: c, topic: t, stem: s, accept: [x]}
- {id: d, topic: t, stem: s, accept: [x]}
- {id: e, topic: t, stem: s, accept: [x]}
- {id: f, topic: u, stem: s, accept: [x]}
---
exam: e
draw:
  t: 2
"],
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let loaded = context.loaded;
    for exam in &loaded.exams {
        let draw = &exam.value.draw;
        let fits: Vec<&str> = loaded
            .items()
            .filter(|found| exam.value.kind.admits(found.item))
            .map(|found| &*found.item.topic)
            .filter(|topic| draw.iter().any(|draw| is_within(topic, &draw.topic)))
            .collect();
        let (all, drawn) = (fits.len(), exam.value.items());
        let node = loaded.node(exam.source, exam.place);
        for (line, entry) in
            draw.iter().zip(node.get("draw").into_iter().flat_map(crate::yaml::Node::entries))
        {
            let there = fits.iter().filter(|topic| is_within(topic, &line.topic)).count();
            let share = float(there) / float(all.max(1));
            let target = float(line.count) / float(drawn.max(1));
            let message = if there < MIN_ITEMS {
                format!(
                    "the banks have {there} item{} on `{}`",
                    if there == 1 { "" } else { "s" },
                    line.topic
                )
            } else if share < MIN_PART * target {
                format!(
                    "`{}` is {:.0} % of the exam and {:.0} % of the items it can draw on",
                    line.topic,
                    target * 100.0,
                    share * 100.0
                )
            } else {
                continue;
            };
            out.push(
                Finding::warning(LINT.id, entry.key.span(), message)
                    .with_help("write more items on the topic"),
            );
        }
    }
}
