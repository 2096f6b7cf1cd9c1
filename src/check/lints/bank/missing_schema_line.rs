//! `missing-schema-line`.

use crate::check::lints::prelude::*;
use crate::diagnostic::{Edit, Fix, Source, Span};
use crate::load::{File, FileKind, Loaded};
use std::path::{Component, Path};

pub(in crate::check) static LINT: Lint = Lint {
    id: "missing-schema-line",
    group: Group::Bank,
    severity: Severity::Note,
    pedantic: false,
    summary: "A file does not name its schema, while others do",
    explanation: "\
Fires on a file without the line `# yaml-language-server: $schema=…` above its first key where another file that is checked with it has one. By that line editors find the schema, complete keys and mark what is wrong \
while one types. Where no file has it, it is not missed.",
    reference: "docs/authoring.md",
    check: Check::All(check),
    fires: &["\
⟦bank⟧: b
topics: {t: T}
items:
- {id: a, topic: t, stem: s, accept: [x]}
---
# yaml-language-server: $schema=../schema/bank.schema.json
bank: c
items:
- {id: b, topic: t, stem: s, accept: [x]}
"],
    quiet: &[
        "\
# yaml-language-server: $schema=../schema/bank.schema.json
bank: b
topics: {t: T}
items:
- {id: a, topic: t, stem: s, accept: [x]}
---
# yaml-language-server: $schema=../schema/bank.schema.json
bank: c
items:
- {id: b, topic: t, stem: s, accept: [x]}
",
        "\
bank: b
topics: {t: T}
items:
- {id: a, topic: t, stem: s, accept: [x]}
",
    ],
};

/// What stands before the name of the schema.
const LINE: &str = "yaml-language-server: $schema=";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let loaded = context.loaded;
    let named: Vec<Named<'_>> = loaded.files.iter().filter_map(|file| Named::of(file, loaded)).collect();
    if named.is_empty() {
        return;
    }
    for file in loaded.files.iter().filter(|file| !file.damaged) {
        let source = loaded.sources.get(file.source);
        let (Some(kind), Some(root)) = (file.kind, file.root(&loaded.sources)) else { continue };
        let Some(first) = root.entries().next().filter(|_| Named::of(file, loaded).is_none()) else {
            continue;
        };
        let mut finding =
            Finding::note(LINT.id, first.key.span(), "the file does not name its schema, while others do")
                .with_help(format!("begin it with a line `# {LINE}…`"));
        // That of a file of the same kind needs the least change.
        let same_kind = named.iter().filter(|other| other.kind == kind);
        let others = named.iter().filter(|other| other.kind != kind);
        finding.fix =
            same_kind.chain(others).find_map(|other| other.schema_for(kind, source.path())).map(|schema| {
                let line_end = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
                let edit = Edit {
                    span: Span { source: file.source, start: 0, end: 0 },
                    text: format!("# {LINE}{schema}{line_end}"),
                };
                Fix { message: format!("name the schema `{schema}`"), edits: vec![edit] }
            });
        out.push(finding);
    }
}

/// A file that names its schema.
struct Named<'a> {
    kind: FileKind,
    path: &'a Path,
    schema: &'a str,
}

impl<'a> Named<'a> {
    fn of(file: &File, loaded: &'a Loaded) -> Option<Self> {
        let source: &Source = loaded.sources.get(file.source);
        let mut above =
            source.text().lines().take_while(|line| line.starts_with('#') || line.trim().is_empty());
        let schema = above.find_map(|line| line.trim_start_matches(['#', ' ']).strip_prefix(LINE))?;
        Some(Self { kind: file.kind?, path: source.path(), schema: schema.trim() })
    }

    /// The name of the schema for a file of some kind that lies somewhere, told by this one. No file is looked at:
    /// a path that leaves the folders that are known cannot be told.
    fn schema_for(&self, kind: FileKind, path: &Path) -> Option<String> {
        let name = |kind: FileKind| {
            let key = FileKind::ALL.iter().find(|(other, _)| *other == kind).map_or("", |(_, key)| key);
            format!("{key}.schema.json")
        };
        let folder = match self.schema.strip_suffix(&name(self.kind)) {
            Some(folder) => folder,
            None if kind == self.kind => "",
            None => return None,
        };
        let schema =
            if kind == self.kind { self.schema.to_owned() } else { format!("{folder}{}", name(kind)) };
        let (from, to) = (self.path.parent()?, path.parent()?);
        if from == to || schema.contains("://") || schema.starts_with('/') {
            return Some(schema);
        }
        let whole = from.join(schema);
        let (target, start) = (steps(&whole)?, steps(to)?);
        let shared = target.iter().zip(&start).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", start.len() - shared);
        Some(up.chain(target[shared..].iter().copied()).collect::<Vec<_>>().join("/"))
    }
}

/// The names on a path, `.` and `..` resolved by the letter. `None` where it leads above its beginning.
fn steps(path: &Path) -> Option<Vec<&str>> {
    let mut steps = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(steps.pop()?),
            Component::Normal(name) => steps.push(name.to_str()?),
            Component::RootDir | Component::Prefix(_) => steps.push(component.as_os_str().to_str()?),
        }
    }
    Some(steps)
}
