//! `docs/bank-format.md` is held equal to the declarations of keys and codes.

use crate::diagnostic::code::CODES;
use crate::load::FileKind;
use crate::yaml::shape::{Shape, Table};

const PAGE: &str = include_str!("../../../docs/bank-format.md");

/// The cells of every row of the page's tables whose first cell is code.
fn rows() -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    PAGE.lines().filter(|line| line.starts_with("| `")).map(cells).collect()
}

/// Every table of keys that a file can hold.
fn tables() -> Vec<&'static Table> {
    fn add(table: &'static Table, tables: &mut Vec<&'static Table>) {
        tables.push(table);
        for key in table.keys {
            add_of(&key.shape, tables);
        }
    }
    fn add_of(shape: &'static Shape, tables: &mut Vec<&'static Table>) {
        match shape {
            Shape::Table(table) => add(table, tables),
            Shape::List { of, .. } => add_of(of, tables),
            Shape::Map { values, .. } => add_of(values, tables),
            Shape::Either(_, other) => add_of(other, tables),
            _ => {}
        }
    }
    let mut tables = Vec::new();
    for (kind, _) in FileKind::ALL {
        add(kind.table(), &mut tables);
    }
    tables
}

#[test]
fn the_page_has_every_key_and_no_other() {
    let declared: Vec<_> = tables()
        .iter()
        .flat_map(|table| table.keys)
        .map(|key| (format!("`{}`", key.name), if key.required { "required" } else { "" }, key.doc))
        .collect();
    let on_page: Vec<_> =
        rows().iter().filter(|row| row.len() == 3).map(|row| (row[0].to_owned(), row[1], row[2])).collect();
    let missing: Vec<_> = declared.iter().filter(|key| !on_page.contains(key)).collect();
    let unknown: Vec<_> = on_page.iter().filter(|key| !declared.contains(key)).collect();
    assert!(missing.is_empty(), "not in docs/bank-format.md: {missing:#?}");
    assert!(unknown.is_empty(), "no longer true in docs/bank-format.md: {unknown:#?}");
    assert_eq!(declared.len(), on_page.len());
}

#[test]
fn the_page_has_every_code_and_no_other() {
    let scoring: Vec<_> = crate::model::Scoring::ALL.map(|(_, name)| format!("`{name}`")).into();
    let on_page: Vec<_> = rows()
        .iter()
        .filter(|row| row.len() == 2 && !scoring.contains(&row[0].to_owned()))
        .map(|row| (row[0].trim_matches('`'), row[1]))
        .collect();
    assert_eq!(on_page, CODES);
}
