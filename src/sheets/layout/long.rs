//! Long: one row a response, with the columns `candidate`, `item`, `response` in any order.

use super::plan::Sight;
use super::{Long, Overrides, SheetError};
use crate::sheets::header::Header;

/// What each column may be called, letter case and surrounding space ignored.
const CANDIDATE: [&str; 2] = ["candidate", "candidate_id"];
const ITEM: [&str; 2] = ["item", "item_id"];
const RESPONSE: [&str; 1] = ["response"];

/// Whether the header is that of long sheets.
pub fn recognise(header: &Header) -> bool {
    [&CANDIDATE[..], &ITEM, &RESPONSE].iter().all(|names| position(header, names).is_some())
}

/// Finds the three columns.
pub fn read(sight: &Sight<'_>, overrides: &Overrides) -> Result<Long, SheetError> {
    let find = |names: &[&str]| position(sight.header, names).map_or_else(|| sight.find(names[0]), Ok);
    Ok(Long {
        candidate: match &overrides.id_column {
            Some(column) => sight.find(column)?,
            None => find(&CANDIDATE)?,
        },
        item: find(&ITEM)?,
        response: find(&RESPONSE)?,
        columns: sight.header.columns.len(),
    })
}

fn position(header: &Header, names: &[&str]) -> Option<usize> {
    header.columns.iter().position(|column| names.iter().any(|name| column.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::layout::FirstRows;
    use crate::sheets::workbook::DIALECT;

    #[test]
    fn three_columns_make_long_sheets() {
        #[track_caller]
        fn check(columns: &[&str], expected: Option<(usize, usize, usize)>) {
            let header =
                Header { columns: columns.iter().map(|&column| column.to_owned()).collect(), length: 0 };
            let sight = Sight::new("f", &header, FirstRows::read(b"", true, DIALECT, 0));
            let found = recognise(&header).then(|| read(&sight, &Overrides::default()).expect("reads"));
            assert_eq!(found.map(|long| (long.candidate, long.item, long.response)), expected);
        }
        check(&["candidate", "item", "response"], Some((0, 1, 2)));
        check(&["Response", "when", "ITEM_ID", "candidate_id"], Some((3, 2, 0)));
        check(&["candidate", "item"], None);
        check(&["candidate", "q1", "q2"], None);
    }
}
