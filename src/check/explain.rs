//! What people read about lints: `qbank explain` and `docs/lints.md`.

use super::lint::{Group, Lint};
use super::registry::{self, LINTS};
use crate::diagnostic::code::CODES;
use crate::yaml::shape::nearest;
use std::fmt::Write;

/// All lints by group, one line each.
pub fn list() -> String {
    let mut out = String::new();
    for (group, name, title) in Group::ALL {
        let _ = writeln!(out, "{title} (group {name})");
        for lint in LINTS.iter().filter(|lint| lint.group == group) {
            let _ = writeln!(
                out,
                "  {} ({})
      {}",
                lint.id,
                level(lint),
                lint.summary
            );
        }
        out.push('\n');
    }
    out.push_str("Lints marked off are looked for only when they, or `pedantic`, are turned on.\n");
    out.push_str("`qbank explain LINT` explains one of them, or the code of an error.\n");
    out
}

/// A lint, or a code of validity, explained in lines of at most `width` columns. An error is a sentence that says that
/// there is none, and what may be meant.
pub fn one(id: &str, width: usize) -> Result<String, String> {
    if let Some(lint) = registry::find(id) {
        return Ok(explain(lint, width));
    }
    if let Some((code, summary)) = CODES.iter().find(|(code, _)| *code == id) {
        let about = "An error of validity: the bank cannot be trusted to grade until it is mended. It cannot be allowed.";
        return Ok(format!(
            "{code} (error)\n\n{}\n{}",
            fill(&format!("{summary}."), width),
            fill(about, width)
        ));
    }
    let near = nearest(id, LINTS.iter().map(|lint| lint.id).chain(CODES.iter().map(|(code, _)| *code)));
    let meant = near.map_or_else(
        || "`qbank explain` lists the lints".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(format!("there is no lint and no code `{id}`; {meant}"))
}

/// The page of all lints, in Markdown: `docs/lints.md`.
pub fn page() -> String {
    let mut out = "\
# Lints

What `qbank check` finds in items that are valid: flaws by the published guidelines for writing items. A lint says \"review this\", not \"this is \
wrong\"; the authors of the guidelines call them guidelines. `grade` and `quiz` refuse only what is invalid, never what is flawed.

Exit status 1 comes from errors, and with `--strict` from warnings. To silence a lint for one item, say why:

```yaml
allow: {clang: the term has to stand in both}
```

A level in the tables may be lower for a single finding. Lints marked `off` often fire on sound items and are looked for only when they or the group \
`pedantic` are turned on. Figures on practice items come from 2,848 published items in psychology, health and management, those on edited items from \
published LSAT and SAT sections; \"chance\" is one in the number of options.

This page is generated from the program; `qbank explain LINT` prints the same.
"
    .to_owned();
    for (group, name, title) in Group::ALL {
        let _ = writeln!(out, "\n## {title}\n\nGroup `{name}`.\n\n| lint | | finds |\n|---|---|---|");
        for lint in LINTS.iter().filter(|lint| lint.group == group) {
            let _ = writeln!(out, "| [`{0}`](#{0}) | {1} | {2} |", lint.id, level(lint), lint.summary);
        }
        for lint in LINTS.iter().filter(|lint| lint.group == group) {
            let _ = write!(out, "\n### {}\n\n{}.\n", lint.id, lint.summary);
            for paragraph in lint.explanation.lines() {
                let _ = write!(out, "\n{paragraph}\n");
            }
            let _ = write!(out, "\nSource: {}.\n", lint.reference);
            let _ = write!(
                out,
                "\n```yaml\n# fires\n{}```\n\n```yaml\n# does not\n{}```\n",
                short(&lint.example()),
                short(lint.mended())
            );
        }
    }
    out
}

fn explain(lint: &Lint, width: usize) -> String {
    let mut out = format!("{} ({}, group {})\n\n", lint.id, level(lint), lint.group.name());
    out.push_str(&fill(&format!("{}.", lint.summary), width));
    for paragraph in lint.explanation.lines() {
        out.push('\n');
        out.push_str(&fill(paragraph, width));
    }
    let _ = write!(out, "\n{}", fill(&format!("Source: {}.", lint.reference), width));
    let indented = |text: &str| short(text).lines().flat_map(|line| ["    ", line, "\n"]).collect::<String>();
    let _ =
        write!(out, "\nFires:\n\n{}\nDoes not:\n\n{}", indented(&lint.example()), indented(lint.mended()));
    let _ = write!(out, "\nTo silence it for one item:\n\n    allow: {{{}: why it is meant so}}\n", lint.id);
    out
}

/// The most lines of an example that are shown.
const EXAMPLE_LINES: usize = 16;

/// An example, cut after [`EXAMPLE_LINES`].
fn short(text: &str) -> String {
    let mut out: String = text.lines().take(EXAMPLE_LINES).flat_map(|line| [line, "\n"]).collect();
    if text.lines().count() > EXAMPLE_LINES {
        out.push_str("# and so on\n");
    }
    out
}

fn level(lint: &Lint) -> &'static str {
    if lint.pedantic { "off" } else { lint.severity.name() }
}

/// Words broken into lines of at most `width` columns.
fn fill(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}
