//! Wide: one row a candidate, the candidate in the first column, then a column an item, headed by its id.

use super::LayoutName;
use super::plan::{Plan, Role, Sight};
use crate::sheets::cell::CellForm;

/// Any header will do.
pub fn plan(sight: &Sight<'_>) -> Plan {
    let plan = sight.plan(LayoutName::Wide, CellForm::Plain, |_, column| Role::Named(column.to_owned()));
    Plan { candidates: vec![0], ..plan }
}

#[cfg(test)]
mod tests {
    use super::super::{FirstRows, ItemIndex, MatchedBy, Overrides, SheetError, Wide};
    use super::*;
    use crate::sheets::header::Header;
    use crate::sheets::workbook::DIALECT;

    fn read(columns: &[&str], items: &[&str], overrides: &Overrides) -> Result<Wide, SheetError> {
        let header = Header { columns: columns.iter().map(|&column| column.to_owned()).collect(), length: 0 };
        let sight = Sight::new("f.csv", &header, FirstRows::read(b"", true, DIALECT, 0));
        let index: ItemIndex<'_> = items.iter().copied().zip(0..).collect();
        plan(&sight).carry_out(&sight, &index, overrides)
    }

    #[test]
    fn columns_are_matched_by_item_id() {
        let overrides = Overrides {
            columns: vec![("second".to_owned(), "q2".to_owned())],
            id_column: Some("NAME".to_owned()),
            ..Overrides::default()
        };
        let columns = ["q1", "name", "q3", "second", "q1", "", "Q2"];
        let wide = read(&columns, &["q1", "q2"], &overrides).expect("matches");
        assert_eq!(wide.candidate, 1);
        assert_eq!(wide.items, [Some(0), None, None, Some(1), None, None, None]);
        assert_eq!(wide.matched[3], Some(MatchedBy::Override));
        assert_eq!(wide.unmatched, ["q3"]);
        assert_eq!(wide.repeated, [(4, "q1".to_owned()), (6, "Q2".to_owned())]);
    }

    #[test]
    fn numbers_count_only_where_no_column_has_an_id() {
        #[track_caller]
        fn check(columns: &[&str], expected: &[Option<usize>]) {
            let wide = read(columns, &["a", "b", "c"], &Overrides::default()).expect("matches");
            assert_eq!(wide.items, expected);
        }
        check(&["name", "Q1", "2", "Question 3"], &[None, Some(0), Some(1), Some(2)]);
        check(&["name", "3", "1"], &[None, Some(2), Some(0)]);
        check(&["name", "a", "Q2", "3"], &[None, Some(0), None, None]);
        check(&["a", "Q2", "Q4"], &[None, Some(1), None]);
    }

    #[test]
    fn a_header_that_does_not_fit_is_told_with_what_is_there() {
        #[track_caller]
        fn check(columns: &[&str], overrides: &Overrides, expected: &str) {
            let error = read(columns, &["q1"], overrides).expect_err("is refused");
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
