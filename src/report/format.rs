//! How numbers and text stand in files: the one place that decides on digits and on what is escaped.
//!
//! Numbers are written as scaled integers, rounded half away from zero, without trailing zeros: points with
//! at most 6 decimals, percent with at most 2, other figures with at most 6.

use std::borrow::Cow;

/// Decimals of points and of figures without a unit.
pub const PLACES: u32 = 6;
/// Decimals of percent.
pub const PERCENT_PLACES: u32 = 2;

/// Writes points of one scheme, exactly where its unit allows.
#[derive(Debug, Clone, Copy)]
pub struct PointsFormat {
    unit: i128,
    places: u32,
    /// 10 to the power of `places`.
    scale: i128,
    /// `scale / unit` where that is whole, so that nothing is divided for a candidate.
    factor: Option<i64>,
}

impl PointsFormat {
    /// For `unit` units to a point.
    pub fn new(unit: i64) -> Self {
        let exact = (0..=PLACES).find(|&places| 10_i64.pow(places) % unit == 0);
        let places = exact.unwrap_or(PLACES);
        let scale = 10_i64.pow(places);
        Self { unit: unit.into(), places, scale: scale.into(), factor: exact.map(|_| scale / unit) }
    }

    /// Appends `units` as points.
    pub fn push(&self, out: &mut Vec<u8>, units: i64) {
        match self.factor.and_then(|factor| units.checked_mul(factor)) {
            Some(scaled) => push_scaled(out, scaled, self.places),
            None => push_scaled(out, divide(i128::from(units) * self.scale, self.unit), self.places),
        }
    }
}

/// Cells that come over and over, each with the comma before it: of the numbers from 0 on, as many as were written
/// beforehand.
#[derive(Debug)]
pub struct SmallCells(Vec<SmallCell>);

/// The bytes of a cell, and behind them how many they are: [`TOO_LONG`] where they have no room.
type SmallCell = [u8; SMALL_CELL];

const SMALL_CELL: usize = 8;
const TOO_LONG: u8 = u8::MAX;

impl SmallCells {
    /// The cells of the first `count` numbers, as `write` writes them.
    pub fn new(count: u32, write: impl Fn(&mut Vec<u8>, i64)) -> Self {
        let mut text = Vec::new();
        let cell = |number: u32| {
            text.clear();
            text.push(b',');
            write(&mut text, number.into());
            let mut cell = [0; SMALL_CELL];
            cell[SMALL_CELL - 1] = TOO_LONG;
            if let (Some(bytes), Ok(length)) =
                (cell[..SMALL_CELL - 1].get_mut(..text.len()), text.len().try_into())
            {
                bytes.copy_from_slice(&text);
                cell[SMALL_CELL - 1] = length;
            }
            cell
        };
        Self((0..count).map(cell).collect())
    }

    /// Appends the cells of these numbers, if all were written beforehand; else tells so and appends none.
    #[inline]
    pub fn push_all(&self, out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = i64>) -> bool {
        let start = out.len();
        out.resize(start + SMALL_CELL * numbers.len(), 0);
        let mut end = start;
        for number in numbers {
            let cell = usize::try_from(number).ok().and_then(|place| self.0.get(place));
            let room = out.get_mut(end..end + SMALL_CELL);
            let (Some(cell), Some(room)) = (cell.filter(|cell| cell[SMALL_CELL - 1] != TOO_LONG), room)
            else {
                out.truncate(start);
                return false;
            };
            // All bytes are copied, since that takes less time than as many as there are; the next cell begins where
            // this one ends.
            room.copy_from_slice(cell);
            end += usize::from(cell[SMALL_CELL - 1]);
        }
        out.truncate(end);
        true
    }
}

/// Appends `points / max` as percent. `max` is above 0.
pub fn push_percent(out: &mut Vec<u8>, points: i64, max: i64) {
    push_scaled(out, divide(i128::from(points) * 10_000, max.into()), PERCENT_PLACES);
}

/// Appends a float with at most `places` decimals; nothing where there is no value.
pub fn push_float(out: &mut Vec<u8>, value: Option<f64>, places: u32) {
    if let Some(value) = value {
        push_scaled(out, scaled(value, places), places);
    }
}

/// A figure without a unit, or points, as a CSV cell; empty where undefined.
pub fn figure(value: Option<f64>) -> String {
    text(value, PLACES)
}

/// A percentage as a CSV cell; empty where undefined.
pub fn percent(value: Option<f64>) -> String {
    text(value, PERCENT_PLACES)
}

/// Appends a whole number.
pub fn push_integer(out: &mut Vec<u8>, value: u64) {
    let mut digits = [0; 20];
    let mut start = digits.len();
    let mut rest = value;
    loop {
        start -= 1;
        digits[start] = digit(rest % 10);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[start..]);
}

/// Text from a file, or of ours, as it may stand in a cell. A text that a spreadsheet would take for a
/// formula gets a leading apostrophe; a number such as `-5` or `+1.5e3` keeps its sign.
pub fn cell(text: &str) -> Cow<'_, str> {
    if is_formula(text.as_bytes()) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Appends text as a CSV field: escaped like [`cell`], quoted where it holds a delimiter, a quote or a line
/// end.
pub fn push_field(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let quoted = bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if quoted {
        out.push(b'"');
    }
    if is_formula(bytes) {
        out.push(b'\'');
    }
    if quoted {
        for &byte in bytes {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(bytes);
    }
}

/// Whether text begins like a formula and is not a number.
fn is_formula(text: &[u8]) -> bool {
    match text.first() {
        Some(b'=' | b'@' | b'\t' | b'\r') => true,
        Some(b'+' | b'-') => !is_number(&text[1..]),
        _ => false,
    }
}

/// Digits with at most one point among them, and perhaps an exponent.
fn is_number(unsigned: &[u8]) -> bool {
    let end = unsigned.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let (mantissa, exponent) = unsigned.split_at(end.unwrap_or(unsigned.len()));
    let digits = mantissa.iter().filter(|byte| byte.is_ascii_digit()).count();
    let points = mantissa.split(|&byte| byte == b'.').count() - 1;
    let exponent = match exponent {
        [] => true,
        [_, b'+' | b'-', power @ ..] | [_, power @ ..] => {
            !power.is_empty() && power.iter().all(u8::is_ascii_digit)
        }
    };
    digits > 0 && points <= 1 && digits + points == mantissa.len() && exponent
}

fn text(value: Option<f64>, places: u32) -> String {
    let mut out = Vec::new();
    push_float(&mut out, value, places);
    String::from_utf8(out).unwrap_or_default()
}

/// `value` times 10 to the power of `places`, rounded half away from zero.
#[expect(clippy::cast_possible_truncation, reason = "figures lie far within the range; casts saturate")]
fn scaled(value: f64, places: u32) -> i64 {
    (value * 10_f64.powi(places.cast_signed())).round() as i64
}

/// The quotient rounded half away from zero. `denominator` is above 0.
fn divide(numerator: i128, denominator: i128) -> i64 {
    let half = if numerator < 0 { -denominator } else { denominator };
    let rounded = (2 * numerator + half) / (2 * denominator);
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}

/// Appends `scaled` / 10 to the power of `places`, without trailing zeros.
fn push_scaled(out: &mut Vec<u8>, scaled: i64, places: u32) {
    if scaled < 0 {
        out.push(b'-');
    }
    let magnitude = scaled.unsigned_abs();
    if places == 0 {
        return push_integer(out, magnitude);
    }
    let scale = 10_u64.pow(places);
    push_integer(out, magnitude / scale);
    let mut rest = magnitude % scale;
    if rest == 0 {
        return;
    }
    out.push(b'.');
    let mut next = scale / 10;
    while rest > 0 {
        out.push(digit(rest / next));
        rest %= next;
        next /= 10;
    }
}

/// The character of a digit from 0 to 9.
#[expect(clippy::cast_possible_truncation, reason = "a digit is below 10")]
fn digit(value: u64) -> u8 {
    b'0' + value as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn points_are_exact_decimals() {
        #[track_caller]
        fn check(units: i64, unit: i64, expected: &str) {
            assert_eq!(written(|out| PointsFormat::new(unit).push(out, units)), expected);
        }
        check(0, 1, "0");
        check(124, 1, "124");
        check(-3, 1, "-3");
        check(7, 2, "3.5");
        check(-1, 4, "-0.25");
        check(10_300_000, 1_000_000, "10.3");
        check(1_000_001, 1_000_000, "1.000001");
        check(1, 3, "0.333333");
        check(2, 3, "0.666667");
        check(-2, 3, "-0.666667");
        check(6, 3, "2");
        check(1, 3_000_000, "0");
    }

    #[test]
    fn percent_is_rounded_half_away_from_zero() {
        #[track_caller]
        fn check(points: i64, max: i64, expected: &str) {
            assert_eq!(written(|out| push_percent(out, points, max)), expected);
        }
        check(1, 3, "33.33");
        check(2, 3, "66.67");
        check(1, 32, "3.13");
        check(-1, 32, "-3.13");
        check(4, 4, "100");
        check(0, 4, "0");
        check(-1, 100_000, "0");
    }

    #[test]
    fn figures_are_trimmed_and_empty_where_undefined() {
        #[track_caller]
        fn check(value: Option<f64>, expected: &str) {
            assert_eq!(figure(value), expected);
        }
        check(None, "");
        check(Some(0.0), "0");
        check(Some(-0.000_000_1), "0");
        check(Some(0.1 + 0.2), "0.3");
        check(Some(-1.487_889_27), "-1.487889");
        check(Some(20.0), "20");
        assert_eq!(percent(Some(48.102_7)), "48.1");
    }

    /// Text, as a cell, as a field of a row written by hand.
    #[test]
    fn cells_are_no_formulas() {
        #[track_caller]
        fn check(text: &str, as_cell: &str, as_field: &str) {
            assert_eq!(cell(text), as_cell);
            assert_eq!(written(|out| push_field(out, text)), as_field);
            // The csv crate makes the same field of the cell.
            let mut rows = csv::Writer::from_writer(Vec::new());
            let parsed = rows.write_record([&*cell(text), "x"]).ok().and_then(|()| rows.into_inner().ok());
            assert_eq!(parsed.as_deref(), Some(format!("{as_field},x\n").as_bytes()));
        }
        check("", "", "");
        check("00417", "00417", "00417");
        check("Zoë", "Zoë", "Zoë");
        check("=1+1", "'=1+1", "'=1+1");
        check("@x", "'@x", "'@x");
        check("\tx", "'\tx", "'\tx");
        check("\rx", "'\rx", "\"'\rx\"");
        check("+49 30", "'+49 30", "'+49 30");
        check("-", "'-", "'-");
        check("--5", "'--5", "'--5");
        check("-5", "-5", "-5");
        check("-5.25", "-5.25", "-5.25");
        check("+1e-3", "+1e-3", "+1e-3");
        check("-1e", "'-1e", "'-1e");
        check("-.", "'-.", "'-.");
        check("-1.2.3", "'-1.2.3", "'-1.2.3");
        check("-5\n=x", "'-5\n=x", "\"'-5\n=x\"");
        check("a,b", "a,b", "\"a,b\"");
        check("say \"x\"", "say \"x\"", "\"say \"\"x\"\"\"");
        check("=a,\"b\"", "'=a,\"b\"", "\"'=a,\"\"b\"\"\"");
    }

    #[test]
    fn integers() {
        for (value, expected) in
            [(0, "0"), (9, "9"), (10, "10"), (99, "99"), (100, "100"), (u64::MAX, "18446744073709551615")]
        {
            assert_eq!(written(|out| push_integer(out, value)), expected);
        }
    }

    #[test]
    fn small_cells_are_appended_all_or_none() {
        let points = PointsFormat::new(3);
        let cells = SmallCells::new(40, |out, units| points.push(out, units));
        let check = |numbers: &[i64], expected: Option<&str>| {
            let mut out = b"c".to_vec();
            let all = cells.push_all(&mut out, numbers.iter().copied());
            assert_eq!(
                String::from_utf8_lossy(&out),
                format!("c{}", expected.unwrap_or_default()),
                "{numbers:?}"
            );
            assert_eq!(all, expected.is_some(), "{numbers:?}");
        };
        check(&[], Some(""));
        check(&[0, 3, 36, 39, 3], Some(",0,1,12,13,1"));
        check(&[3, 40], None);
        check(&[3, -1], None);
        check(&[i64::MAX, 3], None);
        // `0.333333` has more bytes than a small cell.
        check(&[3, 1], None);
    }
}
