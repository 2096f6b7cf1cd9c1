//! Exact numbers: credits, points, penalties and tolerances are ratios of integers, never floats.

use num_rational::Ratio;

/// An exact rational number. Credits, points and penalties are added as these, so that no sum depends
/// on the order in which it was taken.
pub type Fraction = Ratio<i64>;

/// The most decimal places that a number in a file may have.
pub const MAX_DECIMALS: usize = 6;

/// Reads a plain decimal (`2`, `-0.25`, `.5`) exactly.
///
/// Returns `None` for anything else: exponents, thousands separators, more than
/// [`MAX_DECIMALS`] places, or a whole part of more than 12 digits.
pub fn parse_decimal(text: &str) -> Option<Fraction> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && places.is_empty()) || digits.ends_with('.') {
        return None;
    }
    if whole.len() > 12 || places.len() > MAX_DECIMALS || !all_digits(whole) || !all_digits(places) {
        return None;
    }
    let scale = 10_i64.pow(u32::try_from(places.len()).ok()?);
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let places: i64 = if places.is_empty() { 0 } else { places.parse().ok()? };
    let magnitude = Ratio::new(whole * scale + places, scale);
    Some(if negative { -magnitude } else { magnitude })
}

/// Writes a fraction as a decimal of at most `places` places, rounded half away from zero, without
/// trailing zeros: `3/2` is `1.5`, `1/3` to four places is `0.3333`.
pub fn to_decimal(value: Fraction, places: u32) -> String {
    let scale = 10_i128.pow(places);
    let numerator = i128::from(*value.numer()) * scale * 2;
    let denominator = i128::from(*value.denom());
    let half = if numerator < 0 { -denominator } else { denominator };
    let rounded = (numerator + half) / (denominator * 2);
    let sign = if rounded < 0 { "-" } else { "" };
    let (whole, rest) = (rounded.abs() / scale, rounded.abs() % scale);
    let rest = format!("{rest:0width$}", width = places as usize);
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() || places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        #[track_caller]
        fn check(text: &str, expected: Option<(i64, i64)>) {
            assert_eq!(parse_decimal(text), expected.map(|(n, d)| Ratio::new(n, d)), "{text}");
        }
        check("2", Some((2, 1)));
        check("0.5", Some((1, 2)));
        check(".25", Some((1, 4)));
        check("-0.25", Some((-1, 4)));
        check("+1.10", Some((11, 10)));
        check("0.333333", Some((333_333, 1_000_000)));
        check("", None);
        check(".", None);
        check("-", None);
        check("1.", None);
        check("1e3", None);
        check("1,5", None);
        check("0.1234567", None);
        check("9999999999999", None);
    }

    #[test]
    fn fractions_are_written_rounded_half_away_from_zero() {
        #[track_caller]
        fn check(numer: i64, denom: i64, places: u32, expected: &str) {
            assert_eq!(to_decimal(Ratio::new(numer, denom), places), expected);
        }
        check(3, 2, 4, "1.5");
        check(1, 3, 4, "0.3333");
        check(2, 3, 4, "0.6667");
        check(-1, 4, 4, "-0.25");
        check(-1, 3, 0, "0");
        check(5, 1, 4, "5");
        check(1, 2, 0, "1");
        check(-1, 2, 0, "-1");
        check(-1, 100_000, 4, "0");
    }
}
