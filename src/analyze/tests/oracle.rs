//! A plain two-pass implementation in floats, straight from the definitions, against random small data.

use super::*;
use crate::analyze::testkit::{Builder, Cell, sheet, tally};
use proptest::prelude::*;

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn moment(values: &[f64], power: i32) -> f64 {
    let mean = mean(values).unwrap_or_default();
    values.iter().map(|value| (value - mean).powi(power)).sum()
}

fn variance(values: &[f64]) -> Option<f64> {
    (values.len() > 1).then(|| moment(values, 2) / (values.len() as f64 - 1.0))
}

/// Pearson's correlation, two passes.
pub(super) fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mx, my) = (mean(x)?, mean(y)?);
    let products: f64 = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum();
    let spread = moment(x, 2) * moment(y, 2);
    (spread > 1e-9).then(|| products / spread.sqrt())
}

/// `columns` holds an item's points for each candidate.
fn alpha(columns: &[Vec<f64>], totals: &[f64]) -> Option<f64> {
    let k = columns.len() as f64;
    let total = variance(totals).filter(|&total| total > 1e-9)?;
    let items: f64 = columns.iter().filter_map(|column| variance(column)).sum();
    (columns.len() > 1).then(|| k / (k - 1.0) * (1.0 - items / total))
}

/// Mean of `values` over the g first candidates in `order` of totals; those tied at the cut by weight.
fn cut_mean(values: &[f64], totals: &[f64], sign: f64) -> Option<f64> {
    let n = values.len();
    let g = (0.27 * n as f64 + 0.5 + 1e-9).floor();
    let mut sum = 0.0;
    for (value, total) in values.iter().zip(totals) {
        let before = totals.iter().filter(|other| *other * sign > total * sign).count() as f64;
        let tied = totals.iter().filter(|other| *other == total).count() as f64;
        sum += value * ((g - before) / tied).clamp(0.0, 1.0);
    }
    (g > 0.0).then(|| sum / g)
}

#[track_caller]
fn agree(got: Option<f64>, expected: Option<f64>, what: &str) {
    match (got, expected) {
        (Some(a), Some(b)) => assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{what}: {a}, not {b}"),
        (a, b) => assert_eq!(a, b, "{what}"),
    }
}

/// Items in turn: single response with a penalty, short answer with partial credit, multiple response.
fn scheme(items: usize) -> Scheme {
    (0..items)
        .fold(Builder::new(6).allow_negative(), |builder, number| {
            let (id, topic) = (format!("i{number}"), ["a/x", "a/y", "b"][number % 3]);
            match number % 3 {
                0 => builder.single(&id, topic, 4, 2, 6, -2),
                1 => builder.short(&id, topic, 12, &[0, 3, 4, 12]),
                _ => builder.multiple(&id, topic, 3, &[0, 1], 6, &[0, 3, 6]),
            }
        })
        .build()
}

fn cell(item: usize, pick: u8, all_given: bool) -> Cell {
    let common = [Cell::Blank, Cell::Unreadable, if all_given { Cell::Blank } else { Cell::NotPresented }];
    if let Some(&cell) = common.get(usize::from(pick)) {
        return cell;
    }
    match item % 3 {
        0 => Cell::Chose(usize::from(pick) % 4),
        1 => [Cell::Scored(0), Cell::Scored(3), Cell::Scored(4), Cell::Scored(12), Cell::Review]
            [usize::from(pick) % 5],
        _ => [
            Cell::ChoseSet(0b011, 6),
            Cell::ChoseSet(0b001, 3),
            Cell::ChoseSet(0b010, 3),
            Cell::ChoseSet(0b101, 0),
            Cell::ChoseSet(0b111, 3),
        ][usize::from(pick) % 5],
    }
}

fn options_chosen(cell: Cell) -> u64 {
    match cell {
        Cell::Chose(option) => 1 << option,
        Cell::ChoseSet(set, _) => set,
        _ => 0,
    }
}

fn compare(picks: &[Vec<u8>], all_given: bool, width: i64) {
    let items = picks[0].len();
    let scheme = scheme(items);
    let rows: Vec<Vec<Cell>> = picks
        .iter()
        .map(|row| row.iter().enumerate().map(|(item, &pick)| cell(item, pick, all_given)).collect())
        .collect();
    let sheets: Vec<_> = rows.iter().map(|row| sheet(&scheme, row)).collect();
    let unit = 6.0;
    let score = |row: usize, item: usize| scheme.slots[sheets[row].slots[item] as usize].score as f64 / unit;
    let totals: Vec<f64> = sheets.iter().map(|sheet| sheet.points as f64 / unit).collect();
    let analysis = analyze(&scheme, &tally(&scheme, &rows, width), None);
    let group = &analysis.group;

    let everyone: Vec<usize> = (0..rows.len()).collect();
    let column = |item: usize, who: &[usize]| who.iter().map(|&row| score(row, item)).collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = (0..items).map(|item| column(item, &everyone)).collect();
    agree(group.mean, mean(&totals), "mean");
    agree(group.sd, variance(&totals).map(f64::sqrt), "sd");
    if width == 1 {
        let mut sorted = totals.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
        agree(group.median, Some(middle), "median");
        agree(group.min, sorted.first().copied(), "min");
        agree(group.max, sorted.last().copied(), "max");
    }
    let n = totals.len() as f64;
    let [m2, m3, m4] = [2, 3, 4].map(|power| moment(&totals, power));
    let varies = m2 > 1e-9;
    let k2 = m2 / (n - 1.0);
    let k3 = n * m3 / ((n - 1.0) * (n - 2.0));
    let k4 = (n * (n + 1.0) * m4 - 3.0 * (n - 1.0) * m2 * m2) / ((n - 1.0) * (n - 2.0) * (n - 3.0));
    agree(group.skewness, (varies && n > 2.0).then(|| k3 / k2.powf(1.5)), "skewness");
    agree(group.kurtosis, (varies && n > 3.0).then(|| k4 / (k2 * k2)), "kurtosis");
    let same = all_given.then_some(());
    if all_given {
        agree(group.alpha, same.and_then(|()| alpha(&columns, &totals)), "alpha");
    }

    for (index, item) in analysis.items.iter().enumerate() {
        let given: Vec<usize> =
            everyone.iter().copied().filter(|&row| rows[row][index] != Cell::NotPresented).collect();
        let x = column(index, &given);
        let totals: Vec<f64> = given.iter().map(|&row| totals[row]).collect();
        let rest: Vec<f64> = x.iter().zip(&totals).map(|(x, total)| total - x).collect();
        agree(item.facility, mean(&x).map(|mean| mean / item.max_points), "facility");
        agree(item.sd, variance(&x).map(f64::sqrt), "item sd");
        agree(item.discrimination, pearson(&x, &rest), "discrimination");
        let (upper, lower) = (cut_mean(&x, &totals, 1.0), cut_mean(&x, &totals, -1.0));
        if width == 1 {
            let difference = upper.zip(lower).map(|(upper, lower)| (upper - lower) / item.max_points);
            agree(item.upper_lower, difference, "upper_lower");
        }
        if all_given {
            let mut others = columns.clone();
            others.remove(index);
            agree(item.alpha_if_deleted, alpha(&others, &rest), "alpha_if_deleted");
        }
        for (place, option) in item.options.iter().enumerate() {
            let chose: Vec<f64> =
                given.iter().map(|&row| (options_chosen(rows[row][index]) >> place & 1) as f64).collect();
            let of_choosers: Vec<f64> = totals
                .iter()
                .zip(&chose)
                .filter(|(_, chose)| **chose > 0.5)
                .map(|(total, _)| *total)
                .collect();
            agree(option.share, mean(&chose), "share");
            agree(option.mean_total, mean(&of_choosers), "mean_total");
            agree(option.option_rest, pearson(&chose, &rest), "option_rest");
            if width == 1 {
                agree(option.upper, cut_mean(&chose, &totals, 1.0), "upper");
                agree(option.lower, cut_mean(&chose, &totals, -1.0), "lower");
            }
        }
    }

    for topic in &analysis.topics {
        let group = scheme.groups.iter().position(|group| group.id == topic.topic).unwrap();
        let parts: Vec<_> = sheets.iter().map(|sheet| sheet.groups[group]).filter(|s| s.items > 0).collect();
        let points: Vec<f64> = parts.iter().map(|part| part.points as f64 / unit).collect();
        let max: f64 = parts.iter().map(|part| part.max as f64 / unit).sum();
        agree(topic.mean, mean(&points), "topic mean");
        agree(topic.sd, variance(&points).map(f64::sqrt), "topic sd");
        agree(topic.mean_percent, (max > 0.0).then(|| 100.0 * points.iter().sum::<f64>() / max), "percent");
        if all_given {
            let columns: Vec<Vec<f64>> =
                scheme.groups[group].items.iter().map(|&item| columns[item as usize].clone()).collect();
            agree(topic.alpha, alpha(&columns, &points), "topic alpha");
        }
    }

    // The same figures, bit for bit, whatever the order of rows.
    let reversed: Vec<Vec<Cell>> = rows.iter().rev().cloned().collect();
    assert_eq!(analyze(&scheme, &tally(&scheme, &reversed, width), None), analysis);
}

fn picks() -> impl Strategy<Value = Vec<Vec<u8>>> {
    (1_usize..8)
        .prop_flat_map(|items| proptest::collection::vec(proptest::collection::vec(0_u8..40, items), 1..25))
}

proptest! {
    #[test]
    fn figures_agree_with_a_plain_implementation(picks in picks(), all_given: bool) {
        compare(&picks, all_given, 1);
    }

    #[test]
    fn wide_score_groups_give_exact_moments(picks in picks(), all_given: bool, power in 1_u32..6) {
        compare(&picks, all_given, 1 << power);
    }
}
