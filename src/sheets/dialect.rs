//! Which delimiter a file uses, and whether its quotes quote.

use super::record::{Extent, skip_empty_lines};

/// How records are cut into fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between fields.
    pub delimiter: u8,
    /// Whether a quote opens a quoted field.
    pub quoting: bool,
}

/// The delimiters that are tried, the more usual first.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records of a sample are looked at.
const RECORDS_TRIED: usize = 200;

impl Dialect {
    /// The dialect that gives the header the most fields and every record of the sample as many. Quotes are
    /// honoured if that works, or if any field is quoted properly; else they are text. Where no
    /// dialect gives records of one length, the one with the most fields in the header is taken. `None` where the
    /// header is one field in all.
    ///
    /// Unless `whole`, the sample may end within a record. `delimiter` fixes that part.
    pub fn detect(sample: &[u8], whole: bool, delimiter: Option<u8>) -> Option<Self> {
        let mut best: Option<(Fit, Self)> = None;
        let mut consider = |fit: Fit, dialect: Self| {
            if fit.fields >= 2 && best.is_none_or(|(best, _)| fit > best) {
                best = Some((fit, dialect));
            }
        };
        let candidates = DELIMITERS.iter().copied().filter(|&one| delimiter.is_none_or(|fixed| fixed == one));
        let delimiters = candidates.chain(delimiter.filter(|fixed| !DELIMITERS.contains(fixed)));
        for delimiter in delimiters {
            let quoted = Self { delimiter, quoting: true };
            let (fit, has_quoted_fields) = quoted.fit(sample, whole);
            consider(fit, quoted);
            if !fit.even && !has_quoted_fields {
                let bare = Self { delimiter, quoting: false };
                consider(bare.fit(sample, whole).0, bare);
            }
        }
        best.map(|(_, dialect)| dialect)
    }

    /// The delimiter for messages.
    pub fn delimiter_name(self) -> &'static str {
        match self.delimiter {
            b',' => "comma",
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "bar",
            _ => "other",
        }
    }

    /// How well this fits, and whether any field is in quotes from its first byte to its last.
    fn fit(self, sample: &[u8], whole: bool) -> (Fit, bool) {
        let mut fit = Fit { even: true, fields: 0 };
        let mut has_quoted_fields = false;
        let mut at = skip_empty_lines(sample, 0);
        for record in 0..RECORDS_TRIED {
            if at >= sample.len() {
                break;
            }
            let extent = Extent::read(sample, at, self);
            has_quoted_fields |= extent.has_quoted;
            if record == 0 {
                fit.fields = extent.fields;
                // A header of one field is never taken, whatever the records are, with quotes or without.
                if extent.fields == 1 && sample[at] != b'"' {
                    break;
                }
            }
            // What reaches the end of a sample may go on behind it.
            if whole || extent.next < sample.len() {
                fit.even &= extent.fields == fit.fields && !extent.is_unclosed;
            }
            at = skip_empty_lines(sample, extent.next);
        }
        (fit, has_quoted_fields)
    }
}

/// How well a dialect fits; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Every record has as many fields as the header.
    even: bool,
    /// Fields of the header.
    fields: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_that_fits_every_record_is_found() {
        #[track_caller]
        fn check(sample: &str, expected: Option<(u8, bool)>) {
            let expected = expected.map(|(delimiter, quoting)| Dialect { delimiter, quoting });
            assert_eq!(Dialect::detect(sample.as_bytes(), true, None), expected, "{sample:?}");
        }
        check("candidate,q1,q2\nx,A,B\n", Some((b',', true)));
        check("candidate;q1;q2\nx;A,C;B\n", Some((b';', true)));
        check("candidate\tq1\nx\tA\n", Some((b'\t', true)));
        check("candidate|q1\nx|A\n", Some((b'|', true)));
        check("candidate,\"a;b;c;d\"\nx,A\n", Some((b',', true)));
        check("id;text\n1;\"open\n2;x\n", Some((b';', false)));
        check("\"id\";text\n1;\"open\n2;x\n", Some((b';', true)));
        check("candidate,q1,q2\nx,A\n", Some((b',', true)));
        check("\n\ncandidate;q1\nx;A,C\n", Some((b';', true)));
        check("a,b;c;d\n1;2;3\n", Some((b';', true)));
        check("a,b;c;d\n1,2\n", Some((b',', true)));
        check("candidate\nx\n", None);
        check("", None);
    }

    #[test]
    fn a_sample_may_end_within_a_record() {
        let quotes = Some(Dialect { delimiter: b';', quoting: true });
        assert_eq!(Dialect::detect(b"a;b\n1;\"x\ny", false, None), quotes);
        assert_eq!(Dialect::detect(b"a;b;c\n1;2;3\n4", false, None), quotes);
    }

    #[test]
    fn a_given_delimiter_is_kept() {
        let dialect = Dialect::detect(b"a;b,c;d\n1;2,3;4\n", true, Some(b','));
        assert_eq!(dialect, Some(Dialect { delimiter: b',', quoting: true }));
        let dialect = Dialect::detect(b"a:b\n1:2\n", true, Some(b':'));
        assert_eq!(dialect, Some(Dialect { delimiter: b':', quoting: true }));
    }
}
