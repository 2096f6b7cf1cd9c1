//! `accept-number`.

use super::*;

#[test]
fn a_number_stands_alone_or_with_a_listed_unit() {
    check(
        &accept_number((36, 1), (0, 1), &["h", "hour", "hours", "hr", "hrs"]),
        &[
            ("36 hrs", "1"),
            ("36 days", "0"),
            ("36", "1"),
            ("36h", "1"),
            ("36-hour", "1"),
            ("36 Hours.", "1"),
            ("(36)", "1"),
            ("３６", "1"),
            ("+36", "1"),
            ("036", "1"),
            ("36.0", "1"),
            ("36,0", "1"),
            ("63", "0"),
            ("-36", "0"),
            ("36.0000001", "0"),
            ("36 huors", "R"),
            ("about 36", "R"),
            ("36+", "R"),
            ("<36", "R"),
            ("- 36", "R"),
            ("36 hours a week", "R"),
            ("not 36", "R"),
            ("36 or 37", "R"),
            ("30-36", "R"),
            ("30 to 36 hours", "R"),
            ("12:30", "R"),
            ("about 35 hours", "0"),
            ("$36", "R"),
            ("36 (36)", "1"),
            ("1½ days", "R"),
            ("36²", "R"),
            ("٣٦", "R"),
            ("thirty-six", "R"),
            ("hours", "0"),
            ("empathy", "0"),
            ("", "-"),
            ("-", "-"),
        ],
    );
}

#[test]
fn number_words_reach_to_twelve() {
    check(
        &accept_number((5, 1), (0, 1), &[]),
        &[
            ("five", "1"),
            ("Five!", "1"),
            ("5 (five)", "1"),
            ("twenty-five", "R"),
            ("five hundred", "R"),
            ("six", "0"),
            ("fivefold", "0"),
            ("5 steps", "R"),
            ("6 steps", "0"),
            ("one", "0"),
        ],
    );
    check(&accept_number((12, 1), (0, 1), &[]), &[("twelve", "1"), ("a dozen", "R")]);
    check(
        &accept_number((-5, 1), (0, 1), &["°C"]),
        &[("minus five °C", "1"), ("−5 ℃", "1"), ("5", "0"), ("--5", "R")],
    );
}

#[test]
fn separators_are_read_the_usual_way() {
    check(
        &accept_number((7, 4), (0, 1), &[]),
        &[("1.75", "1"), ("1,75", "1"), ("1.750", "1"), ("1,750", "R"), ("175", "0"), ("1 3/4", "R")],
    );
    check(
        &accept_number((1750, 1), (0, 1), &["$"]),
        &[
            ("1750", "1"),
            ("1,750", "1"),
            ("$1,750", "1"),
            ("1,750.00", "1"),
            ("1.750,00 $", "1"),
            ("1.750", "R"),
            ("1 750", "R"),
            ("1,75", "0"),
            ("17,50", "0"),
        ],
    );
}

#[test]
fn tolerance_is_inclusive() {
    check(
        &accept_number((7, 1), (1, 2), &["%", "percent"]),
        &[
            ("6.5", "1"),
            ("7,5 %", "1"),
            ("7.5percent", "1"),
            ("7.5000001", "0"),
            ("6.49", "0"),
            ("6.4999999999", "0"),
            ("7‰", "R"),
        ],
    );
}

#[test]
fn reasons_and_rejects() {
    let item = accept_number((36, 1), (0, 1), &["hours"]).reject(&["36 minutes", "ago"]);
    check(&item, &[("36 minutes", "0"), ("36 Minute", "0")]);
    check_why(
        &item,
        &[
            ("36 hours ago", "36 hours", "also contains the rejected “ago”"),
            ("36 working hours", "36 hours", "the number fits, but also says “working hours”"),
            ("30-36", "36 hours", "two numbers"),
            ("12,34,56", "36 hours", "unclear number “12,34,56”"),
            ("half of 72", "36 hours", "unclear number “half of 72”"),
        ],
    );
    check_why(&accept_number((7, 4), (0, 1), &[]), &[("1,750", "1.75", "“1,750” has two readings")]);
}

#[test]
fn extreme_values_neither_overflow_nor_pass() {
    let huge = accept_number((i64::MAX, 1), (1, 3), &[]);
    check(&huge, &[("1", "0"), ("9999999999999999999999", "0")]);
    check(
        &accept_number((999_999_999_999, 1), (1, 1_000_000), &[]),
        &[("999999999999", "1"), ("1000000000000", "0")],
    );
}
