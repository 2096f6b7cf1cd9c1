//! What a layout makes of a header, and how that becomes columns of items.

use super::error::a_few;
use super::first_rows::FirstRows;
use super::items::{ItemIndex, MatchedBy};
use super::{LayoutName, Overrides, SheetError, Wide};
use crate::sheets::cell::CellForm;
use crate::sheets::header::Header;
use std::collections::HashSet;

/// The start of a file as a layout looks at it.
#[derive(Debug)]
pub struct Sight<'a> {
    /// The file's name.
    pub name: &'a str,
    /// Its columns.
    pub header: &'a Header,
    /// Their names in lower case, by position.
    pub folded: Vec<String>,
    /// The first records behind the header.
    pub rows: FirstRows<'a>,
}

/// What a layout makes of a file with one row a candidate.
#[derive(Debug)]
pub struct Plan {
    /// The layout.
    pub layout: LayoutName,
    /// Columns that may name the candidate, the better first.
    pub candidates: Vec<usize>,
    /// For each column.
    pub roles: Vec<Role>,
    /// How cells are written.
    pub cells: CellForm,
    /// Which rows are sheets.
    pub filter: Option<RowFilter>,
    /// For a column of responses the column that says which options were right on that very paper.
    pub solutions: Vec<(usize, usize)>,
    /// What the reader should know of how candidates are named, unless the user says how.
    pub naming: Option<String>,
    /// What else the reader of the report should know.
    pub remarks: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Something known that is not graded: times, names, points.
    Known,
    /// Responses to the item that this text names by its id, number or stem.
    Named(String),
    /// Responses to the item whose stem this text begins with.
    Begins(String),
}

/// Which rows are finished sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowFilter {
    /// The column that tells.
    pub column: usize,
    /// What it says.
    pub rule: Rule,
}

/// What the telling column says, letter case ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One of these in rows that are graded.
    Only(&'static [&'static str]),
    /// One of these in rows that are not.
    Not(&'static [&'static str]),
}

impl RowFilter {
    /// Whether a row that says this is a finished sheet.
    pub fn passes(&self, text: &str) -> bool {
        let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
        match self.rule {
            Rule::Only(words) => is_one_of(words),
            Rule::Not(words) => !is_one_of(words),
        }
    }
}

impl<'a> Sight<'a> {
    /// Looks at a file.
    pub fn new(name: &'a str, header: &'a Header, rows: FirstRows<'a>) -> Self {
        let folded = header.columns.iter().map(|column| column.to_lowercase()).collect();
        Self { name, header, folded, rows }
    }

    /// Whether the first columns are called so.
    pub fn starts_with(&self, names: &[&str]) -> bool {
        self.folded.len() >= names.len() && self.folded.iter().zip(names).all(|(column, name)| column == name)
    }

    /// The first column with one of these names, tried in turn.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.folded.iter().position(|column| column == name))
    }

    /// Whether a column is called so.
    pub fn has(&self, name: &str) -> bool {
        self.column(&[name]).is_some()
    }

    /// Those of these columns that are there.
    pub fn columns(&self, names: &[&str]) -> Vec<usize> {
        names.iter().filter_map(|name| self.column(&[name])).collect()
    }

    /// The cells of a column in the first rows, trimmed.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = String> {
        self.rows.column(column)
    }

    /// Whether the first rows all have text in a column.
    fn is_filled(&self, column: usize) -> bool {
        self.cells(column).all(|cell| !cell.is_empty())
    }

    /// A plan in which every column is what `role` says of its name in lower case and as it stands.
    pub fn plan(&self, layout: LayoutName, cells: CellForm, role: impl Fn(&str, &str) -> Role) -> Plan {
        let columns = self.folded.iter().zip(&self.header.columns);
        Plan {
            layout,
            candidates: Vec::new(),
            roles: columns.map(|(folded, column)| role(folded, column)).collect(),
            cells,
            filter: None,
            solutions: Vec::new(),
            naming: None,
            remarks: Vec::new(),
        }
    }
}

impl Plan {
    /// Finds the item of every column and the column of the candidate.
    pub fn carry_out(
        self,
        sight: &Sight<'_>,
        items: &ItemIndex<'_>,
        overrides: &Overrides,
    ) -> Result<Wide, SheetError> {
        let overridden = overridden(sight, items, overrides)?;
        let candidate = self.candidate(sight, overrides)?;
        let naming = self.naming.clone().filter(|_| overrides.id_column.is_none());
        let naming = naming.or_else(|| self.tell_of_candidates(sight, candidate));
        let remarks = naming.into_iter().chain(self.remarks);
        let mut wide = Wide {
            layout: self.layout,
            candidate,
            items: vec![None; self.roles.len()],
            matched: vec![None; self.roles.len()],
            cells: self.cells,
            filter: self.filter,
            solutions: self.solutions,
            unmatched: Vec::new(),
            repeated: Vec::new(),
            remarks: remarks.collect(),
        };
        let of_id = |role: &Role| match role {
            Role::Named(text) => items.by_id(text),
            _ => None,
        };
        // Numbers count among all items of the bank, so beside columns that have ids they would be guesses.
        let are_numbered =
            !self.roles.iter().enumerate().any(|(at, role)| at != candidate && of_id(role).is_some());
        let mut taken: HashSet<usize> = overridden.iter().flatten().copied().collect();
        let mut overridden_once = HashSet::new();
        for (place, (role, column)) in self.roles.iter().zip(&sight.header.columns).enumerate() {
            if let Some(item) = overridden[place] {
                if overridden_once.insert(item) {
                    wide.set(place, item, MatchedBy::Override);
                }
                continue;
            }
            if place == candidate {
                continue;
            }
            let found = match role {
                Role::Known => continue,
                Role::Named(text) => items.find(text, are_numbered),
                Role::Begins(text) => items.by_start(text).map(|item| (item, MatchedBy::Stem)),
            };
            match found {
                None if column.is_empty() => {}
                None => wide.unmatched.push(column.clone()),
                Some((item, by)) if taken.insert(item) => wide.set(place, item, by),
                Some(_) => wide.repeated.push((place, column.clone())),
            }
        }
        if taken.is_empty() {
            return Err(SheetError::NoItems {
                name: sight.name.to_owned(),
                columns: a_few(sight.header.columns.iter().map(String::as_str)),
                items: a_few(items.ids().into_iter()),
            });
        }
        wide.tell_of_numbers(items);
        Ok(wide)
    }

    /// What to say where the column that names the candidate best is not filled, and another is taken.
    fn tell_of_candidates(&self, sight: &Sight<'_>, taken: usize) -> Option<String> {
        let best = *self.candidates.first()?;
        let passed_over = best != taken && self.candidates.contains(&taken) && !sight.is_filled(best);
        let name = |column: usize| &sight.header.columns[column];
        passed_over.then(|| {
            format!("not every row has text in `{}`, so candidates go by `{}`", name(best), name(taken))
        })
    }

    fn candidate(&self, sight: &Sight<'_>, overrides: &Overrides) -> Result<usize, SheetError> {
        if let Some(column) = &overrides.id_column {
            return sight.find(column);
        }
        let filled = self.candidates.iter().find(|&&column| sight.is_filled(column));
        filled.or(self.candidates.first()).copied().ok_or_else(|| SheetError::NoCandidate {
            name: sight.name.to_owned(),
            layout: self.layout.name(),
            columns: a_few(sight.header.columns.iter().map(String::as_str)),
        })
    }
}

impl Sight<'_> {
    /// The position of the column with this header, letter case ignored.
    pub fn find(&self, column: &str) -> Result<usize, SheetError> {
        let wanted = column.trim().to_lowercase();
        self.column(&[&wanted]).ok_or_else(|| SheetError::NoSuchColumn {
            name: self.name.to_owned(),
            column: column.to_owned(),
            columns: a_few(self.header.columns.iter().map(String::as_str)),
        })
    }
}

/// For each column the item that the user said it holds.
fn overridden(
    sight: &Sight<'_>,
    items: &ItemIndex<'_>,
    overrides: &Overrides,
) -> Result<Vec<Option<usize>>, SheetError> {
    let mut columns = vec![None; sight.header.columns.len()];
    for (column, item) in &overrides.columns {
        let place = sight.find(column)?;
        let known = items.by_id(item);
        let missing = || SheetError::NoSuchItem { column: column.clone(), item: item.clone() };
        columns[place] = Some(known.ok_or_else(missing)?);
    }
    Ok(columns)
}

impl Wide {
    fn set(&mut self, place: usize, item: usize, by: MatchedBy) {
        self.items[place] = Some(item);
        self.matched[place] = Some(by);
    }

    /// Numbers are right only if the exam had the bank's items in the bank's order, which nobody but the leader knows.
    fn tell_of_numbers(&mut self, items: &ItemIndex<'_>) {
        let numbered = self.matched.iter().filter(|by| **by == Some(MatchedBy::Number)).count();
        if numbered > 0 && numbered != items.len() {
            let columns = if numbered == 1 { "column was" } else { "columns were" };
            self.remarks.push(format!(
                "{numbered} {columns} matched by number among the {} items of the bank; that is right only if the \
                 exam had those items in that order",
                items.len()
            ));
        }
    }
}
