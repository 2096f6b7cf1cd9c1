//! Wide: one row a candidate, the candidate in the first column, then a column an item, headed by its id.

use super::{ItemIndex, Overrides, SheetError, Wide, a_few, find_column};
use crate::sheets::header::Header;
use std::collections::HashSet;

/// Finds the candidate's column and the item of every other column.
pub fn read(
    name: &str,
    header: &Header,
    items: &ItemIndex<'_>,
    overrides: &Overrides,
) -> Result<Wide, SheetError> {
    for (column, item) in &overrides.columns {
        find_column(name, header, column)?;
        if !items.contains_key(item.as_str()) {
            return Err(SheetError::NoSuchItem { column: column.clone(), item: item.clone() });
        }
    }
    let candidate = match &overrides.id_column {
        Some(column) => find_column(name, header, column)?,
        None => 0,
    };
    let mut wide = Wide {
        candidate,
        items: vec![None; header.columns.len()],
        unmatched: Vec::new(),
        repeated: Vec::new(),
    };
    let mut taken = HashSet::new();
    for (place, column) in header.columns.iter().enumerate() {
        if place == candidate {
            continue;
        }
        let id = overrides
            .columns
            .iter()
            .find(|(header, _)| header.trim().eq_ignore_ascii_case(column))
            .map_or(column, |(_, item)| item);
        match items.get(id.as_str()) {
            None if column.is_empty() => {}
            None => wide.unmatched.push(column.clone()),
            Some(&item) if taken.insert(item) => wide.items[place] = Some(item),
            Some(_) => wide.repeated.push((place, column.clone())),
        }
    }
    if taken.is_empty() {
        let mut ids: Vec<&str> = items.keys().copied().collect();
        ids.sort_unstable();
        return Err(SheetError::NoItems {
            name: name.to_owned(),
            columns: a_few(header.columns.iter().map(String::as_str)),
            items: a_few(ids.into_iter()),
        });
    }
    Ok(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(columns: &[&str]) -> Header {
        Header { columns: columns.iter().map(|&column| column.to_owned()).collect(), length: 0 }
    }

    #[test]
    fn columns_are_matched_by_item_id() {
        let items = ItemIndex::from([("q1", 0), ("q2", 1)]);
        let overrides = Overrides {
            columns: vec![("second".to_owned(), "q2".to_owned())],
            id_column: Some("NAME".to_owned()),
            ..Overrides::default()
        };
        let header = header(&["q1", "name", "q3", "second", "q1", ""]);
        let wide = read("f", &header, &items, &overrides).expect("matches");
        assert_eq!(wide.candidate, 1);
        assert_eq!(wide.items, [Some(0), None, None, Some(1), None, None]);
        assert_eq!(wide.unmatched, ["q3"]);
        assert_eq!(wide.repeated, [(4, "q1".to_owned())]);
    }

    #[test]
    fn a_header_that_does_not_fit_is_told_with_what_is_there() {
        #[track_caller]
        fn check(columns: &[&str], overrides: &Overrides, expected: &str) {
            let items = ItemIndex::from([("q1", 0)]);
            let error = read("f.csv", &header(columns), &items, overrides).expect_err("is refused");
            assert!(error.to_string().starts_with(expected), "{error}");
        }
        let id = |column: &str| Overrides { id_column: Some(column.to_owned()), ..Overrides::default() };
        let column = |name: &str, item: &str| Overrides {
            columns: vec![(name.to_owned(), item.to_owned())],
            ..Overrides::default()
        };
        check(
            &["a", "b"],
            &Overrides::default(),
            "f.csv: no column is headed by an item of the bank; its columns are `a`, `b`, the bank's items `q1`.",
        );
        check(&["a", "q1"], &id("z"), "f.csv: there is no column `z`; the columns are: `a`, `q1`");
        check(&["a", "b"], &column("z", "q1"), "f.csv: there is no column `z`");
        check(&["a", "b"], &column("b", "q9"), "`--column b=q9`: no bank has an item `q9`");
    }
}
