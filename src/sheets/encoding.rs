//! Bytes to UTF-8: a byte-order mark decides; else UTF-8 where the bytes are valid; else Windows-1252.

use encoding_rs::{Decoder, Encoding as Codec, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// How the text of a file is written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is nearly a part.
    Windows1252,
}

impl Encoding {
    /// Every encoding with its name in messages and for `--encoding`.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Utf8, "utf-8"),
        (Self::Utf16Le, "utf-16le"),
        (Self::Utf16Be, "utf-16be"),
        (Self::Windows1252, "windows-1252"),
    ];

    /// The name in messages.
    pub fn name(self) -> &'static str {
        crate::model::item::name_of(&Self::ALL, self)
    }

    /// Decides by the first bytes of a file. `whole` says that there are no more.
    pub fn detect(sample: &[u8], whole: bool) -> Self {
        if sample.starts_with(&[0xFF, 0xFE]) {
            return Self::Utf16Le;
        }
        if sample.starts_with(&[0xFE, 0xFF]) {
            return Self::Utf16Be;
        }
        match std::str::from_utf8(sample) {
            Ok(_) => Self::Utf8,
            // A character cut off by the end of the sample is no fault of the file.
            Err(error) if error.error_len().is_none() && !whole => Self::Utf8,
            Err(_) => Self::Windows1252,
        }
    }

    fn codec(self) -> Option<&'static Codec> {
        match self {
            Self::Utf8 => None,
            Self::Utf16Le => Some(UTF_16LE),
            Self::Utf16Be => Some(UTF_16BE),
            Self::Windows1252 => Some(WINDOWS_1252),
        }
    }
}

/// Decodes bytes that are not UTF-8 in a file that otherwise is.
pub fn decode_stray(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// What a file in UTF-8 may begin with. It is no text.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes as UTF-8, whatever they are in; without a byte-order mark. Bytes of a UTF-8 file pass unchecked.
pub fn to_utf8(bytes: &[u8], encoding: Encoding) -> io::Result<Cow<'_, [u8]>> {
    if encoding == Encoding::Utf8 {
        return Ok(Cow::Borrowed(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)));
    }
    let mut decoded = Vec::new();
    Utf8Reader::new(bytes, encoding).read_to_end(&mut decoded)?;
    Ok(Cow::Owned(decoded))
}

/// A reader of UTF-8, whatever the encoding below. A byte-order mark is dropped. Bytes of a UTF-8 file
/// pass unchecked.
pub struct Utf8Reader<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_at: usize,
    decoded: Vec<u8>,
    decoded_at: usize,
    at_start: bool,
    at_end: bool,
}

const RAW_BUFFER: usize = 64 * 1024;

impl<R: Read> Utf8Reader<R> {
    /// Reads `inner`, which is in `encoding`.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.codec().map(Codec::new_decoder_with_bom_removal),
            raw: Vec::new(),
            raw_at: 0,
            decoded: Vec::new(),
            decoded_at: 0,
            at_start: true,
            at_end: false,
        }
    }

    /// Reads the first bytes of a UTF-8 stream and drops the byte-order mark from them.
    fn read_start(&mut self) -> io::Result<()> {
        let mut start = [0; 3];
        let mut filled = 0;
        while filled < start.len() {
            match self.inner.read(&mut start[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        let start = &start[..filled];
        self.decoded.extend_from_slice(start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start));
        Ok(())
    }

    /// Decodes the next stretch. Leaves `decoded` empty only at the end.
    fn decode_more(&mut self, mut decoder: Decoder) -> io::Result<Decoder> {
        self.decoded.clear();
        self.decoded_at = 0;
        while self.decoded.is_empty() && !self.at_end {
            if self.raw_at == self.raw.len() {
                self.raw.resize(RAW_BUFFER, 0);
                let count = self.inner.read(&mut self.raw)?;
                self.raw.truncate(count);
                self.raw_at = 0;
                self.at_end = count == 0;
            }
            let source = &self.raw[self.raw_at..];
            let room = decoder.max_utf8_buffer_length(source.len()).unwrap_or(4 * RAW_BUFFER).max(64);
            self.decoded.resize(room, 0);
            let (_, read, written, _) = decoder.decode_to_utf8(source, &mut self.decoded, self.at_end);
            self.decoded.truncate(written);
            self.raw_at += read;
        }
        Ok(decoder)
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() && std::mem::take(&mut self.at_start) {
            self.read_start()?;
        }
        if self.decoded_at == self.decoded.len() {
            let Some(decoder) = self.decoder.take() else {
                return self.inner.read(out);
            };
            self.decoder = Some(self.decode_more(decoder)?);
        }
        let rest = &self.decoded[self.decoded_at..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.decoded_at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], encoding: Encoding, text: &str) {
        assert_eq!(Encoding::detect(bytes, true), encoding, "{text:?}");
        let mut decoded = String::new();
        Utf8Reader::new(bytes, encoding).read_to_string(&mut decoded).expect("decodes");
        assert_eq!(decoded, text);
        assert_eq!(to_utf8(bytes, encoding).expect("decodes"), text.as_bytes());
        // One byte at a time gives the same.
        let mut slow = Vec::new();
        let mut reader = Utf8Reader::new(bytes, encoding);
        let mut one = [0];
        while reader.read(&mut one).expect("reads") == 1 {
            slow.push(one[0]);
        }
        assert_eq!(slow, text.as_bytes());
    }

    #[test]
    fn a_mark_decides_then_validity() {
        check(b"a,b", Encoding::Utf8, "a,b");
        check(b"", Encoding::Utf8, "");
        check(b"\xEF\xBB\xBFa,b", Encoding::Utf8, "a,b");
        check("é,ü".as_bytes(), Encoding::Utf8, "é,ü");
        check(b"caf\xE9,\x93x\x94", Encoding::Windows1252, "café,“x”");
        check(b"\xFF\xFEa\0,\0\xE9\0", Encoding::Utf16Le, "a,é");
        check(b"\xFE\xFF\0a\0,\0\xE9", Encoding::Utf16Be, "a,é");
    }

    #[test]
    fn a_character_cut_by_the_sample_is_still_utf8() {
        assert_eq!(Encoding::detect(b"a\xC3", false), Encoding::Utf8);
        assert_eq!(Encoding::detect(b"a\xC3", true), Encoding::Windows1252);
    }
}
