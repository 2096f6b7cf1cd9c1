//! The end of a bare field.

const ONES: u64 = u64::from_le_bytes([0x01; 8]);
const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);

/// Where a bare field that has been read up to `at` ends: the place of the next delimiter or line end, or the
/// number of bytes where there is none. Eight bytes are looked at together: cells are short, and a search made for long
/// stretches would take longer to set up than to run.
#[inline]
pub fn end_of_bare(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let delimiters = ONES * u64::from(delimiter);
    let mut end = at;
    while let Some(&eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(eight);
        let found = zeros(word ^ delimiters) | zeros(word ^ LINE_FEEDS) | zeros(word ^ RETURNS);
        if found != 0 {
            return end + (found.trailing_zeros() / 8) as usize;
        }
        end += 8;
    }
    let ends = |byte: &u8| *byte == delimiter || matches!(byte, b'\n' | b'\r');
    let rest = bytes.get(end..).unwrap_or_default();
    end + rest.iter().position(ends).unwrap_or(rest.len())
}

/// The same for fields that are mostly longer than eight bytes, and of many lengths.
#[inline]
pub fn end_of_bare_text(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + memchr::memchr3(delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
}

const LINE_FEEDS: u64 = ONES * b'\n' as u64;
const RETURNS: u64 = ONES * b'\r' as u64;

/// Bytes as words of eight, the lowest first: `BYTES` is eight times `WORDS`.
#[inline]
pub fn words_of<const BYTES: usize, const WORDS: usize>(bytes: &[u8; BYTES]) -> [u64; WORDS] {
    let mut words = [0; WORDS];
    for (word, eight) in words.iter_mut().zip(bytes.as_chunks().0) {
        *word = u64::from_le_bytes(*eight);
    }
    words
}

/// Which of the eight bytes of `word` is the first that is 0, counted from the lowest.
#[inline]
pub fn first_zero(word: u64) -> Option<usize> {
    first_zero_of(zeros(word))
}

fn first_zero_of(found: u64) -> Option<usize> {
    (found != 0).then_some((found.trailing_zeros() / 8) as usize)
}

/// The length of the line that starts with these eight bytes and has no delimiter, without its line end `\n` or `\r\n`
/// and with it. `None` where it does not end within them.
#[inline]
pub fn short_line(eight: [u8; 8], delimiter: u8) -> Option<(usize, usize)> {
    let word = u64::from_le_bytes(eight);
    let end = first_zero_of(zeros(word ^ LINE_FEEDS) | zeros(word ^ (ONES * u64::from(delimiter))))?;
    let has_return = end > 0 && eight[end - 1] == b'\r';
    (eight[end] == b'\n').then_some((end - usize::from(has_return), end + 1))
}

/// The high bit of the first byte of `word` that is 0, counted from the lowest. Bits above it may be set for bytes
/// that are not, since the subtraction borrows from them.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_end_is_that_of_a_search_byte_by_byte(
            bytes in proptest::collection::vec(prop_oneof![
                1 => proptest::sample::select(b",;\n\r".to_vec()),
                4 => proptest::sample::select(b"ab\0\x01\x0b\x2d\x8a\xac\xff".to_vec()),
                1 => any::<u8>()], 0..40),
            at in 0_usize..40, semicolon: bool,
        ) {
            let delimiter = if semicolon { b';' } else { b',' };
            let at = at.min(bytes.len());
            let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
            let expected = bytes[at..].iter().position(ends).map_or(bytes.len(), |found| at + found);
            prop_assert_eq!(end_of_bare(&bytes, at, delimiter), expected);
            prop_assert_eq!(end_of_bare_text(&bytes, at, delimiter), expected);
        }

        #[test]
        fn eight_bytes_are_searched_as_one_by_one(
            eight in proptest::array::uniform8(proptest::sample::select(b",\n\r\0\x01\x0bA\xff".to_vec())),
        ) {
            let zero = eight.iter().position(|byte| *byte == 0);
            prop_assert_eq!(first_zero(u64::from_le_bytes(eight)), zero);
            let end = eight.iter().position(|byte| matches!(byte, b',' | b'\n')).filter(|&end| eight[end] == b'\n');
            let line = end.map(|end| {
                let line = &eight[..end];
                (line.strip_suffix(b"\r").unwrap_or(line).len(), end + 1)
            });
            prop_assert_eq!(short_line(eight, b','), line);
        }
    }
}
