//! Figures against R's `psych` on a larger invented data set; see `tests/r/`.

use super::*;
use crate::analyze::testkit::{Builder, Cell, tally};
use crate::model::fraction::parse_decimal;

/// A point in units: credit comes in quarters.
const UNIT: i64 = 4;

/// The scheme and rows of `scores.csv`. An item's maximum is the highest score anyone has.
fn data() -> (Scheme, Vec<Vec<Cell>>) {
    let mut lines = include_str!("../../../tests/r/scores.csv").lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let units = |text: &str| (parse_decimal(text).unwrap() * UNIT).to_integer();
    let rows: Vec<Vec<i64>> = lines.map(|line| line.split(',').map(units).collect()).collect();
    let max = |item: usize| rows.iter().map(|row| row[item]).max().unwrap();
    let add = |builder: Builder, (item, name): (usize, &&str)| {
        builder.short(name, "a", max(item), &(0..=max(item)).collect::<Vec<i64>>())
    };
    let scheme = names.iter().enumerate().fold(Builder::new(UNIT), add).build();
    let cells = rows.iter().map(|row| row.iter().map(|&score| Cell::Scored(score)).collect()).collect();
    (scheme, cells)
}

#[test]
fn figures_agree_with_r_psych() {
    let (scheme, rows) = data();
    assert_eq!((rows.len(), scheme.items.len()), (200, 12));
    for width in [1, 8] {
        let Analysis { group, items, .. } = analyze(&scheme, &tally(&scheme, &rows, width), None);
        let mut checked = 0;
        for line in include_str!("../../../tests/r/expected.csv").lines().skip(1) {
            let [figure, id, value] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let got = match items.iter().find(|item| item.item == id) {
                None => match figure {
                    "alpha" => group.alpha,
                    "mean" => group.mean,
                    "sd" => group.sd,
                    "median" if width > 1 => continue,
                    "median" => group.median,
                    "skewness" => group.skewness,
                    "kurtosis" => group.kurtosis,
                    "sem" => group.sem,
                    _ => panic!("{line}"),
                },
                Some(item) => match figure {
                    "discrimination" => item.discrimination,
                    "alpha_if_deleted" => item.alpha_if_deleted,
                    "mean" => item.facility.map(|facility| facility * item.max_points),
                    "sd" => item.sd,
                    _ => panic!("{line}"),
                },
            };
            close(got, value.parse().unwrap(), 1e-9);
            checked += 1;
        }
        assert!(checked >= 54, "{checked} figures");
    }
}
