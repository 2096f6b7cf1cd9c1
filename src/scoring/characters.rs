//! Which characters of a response carry meaning. General categories of Unicode, cut down to what matters
//! between words; the standard library knows letters and white space, but not punctuation and format.

use unicode_normalization::char::canonical_combining_class;

/// What becomes of a character when texts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters, digits, symbols such as `+` or `<`, and marks that a script spells with.
    Kept,
    /// White space, punctuation and control characters.
    Space,
    /// Invisible format characters, accents that stand alone, vowel points.
    Dropped,
}

/// The class of `c`. Dots, commas and apostrophes, which depend on their neighbours, are spaces here.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        // ASCII symbols that change what is said (`<18`, `C++`, `$5`) stay; quotes by backtick and rules of
        // `~`, `^`, `|` or `_` are decoration.
        return match c {
            '+' | '<' | '=' | '>' | '$' => Class::Kept,
            _ if c.is_ascii_alphanumeric() => Class::Kept,
            _ => Class::Space,
        };
    }
    if is_format(c) || is_dropped_mark(c) {
        Class::Dropped
    } else if c.is_whitespace() || c.is_control() || is_punctuation(c) {
        Class::Space
    } else {
        Class::Kept
    }
}

/// Format characters (category Cf) and others that are invisible by design: joiners, direction marks, soft
/// hyphens, variation selectors, fillers.
pub(super) fn is_format(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{8E2}'
        | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Slashes of every width; what stands at either side may be two answers.
pub(super) fn is_slash(c: char) -> bool {
    matches!(c, '/' | '\u{2044}' | '\u{2215}' | '\u{FF0F}')
}

/// Dashes and minus signs of every length and width.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Apostrophes, straight and curly, and what keyboards make of them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{B4}' | '\u{2BC}' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}')
}

/// Accents and points that no letter took in, and rings and boxes around characters.
///
/// Marks with combining class 0 (vowel signs of Indic scripts), nuktas and viramas (7 to 9) and the signs of
/// Telugu, Thai, Lao and Tibetan (84 to 132) spell words apart and stay.
fn is_dropped_mark(c: char) -> bool {
    let enclosing =
        matches!(c, '\u{488}' | '\u{489}' | '\u{1ABE}' | '\u{20DD}'..='\u{20E0}' | '\u{20E2}'..='\u{20E4}');
    enclosing || matches!(canonical_combining_class(c), 1 | 10..=36 | 200..)
}

/// Punctuation (categories Pc, Pd, Ps, Pe, Pi, Pf, Po) outside ASCII, in the scripts of today, after NFKC.
fn is_punctuation(c: char) -> bool {
    is_dash(c)
        || is_slash(c)
        || is_apostrophe(c)
        || matches!(c,
        '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{B7}' | '\u{BB}' | '\u{BF}' | '\u{37E}' | '\u{387}'
        | '\u{55A}'..='\u{55F}' | '\u{589}' | '\u{58A}' | '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5F3}' | '\u{5F4}'
        | '\u{609}'..='\u{60D}' | '\u{61B}' | '\u{61D}'..='\u{61F}' | '\u{66A}'..='\u{66D}' | '\u{6D4}'
        | '\u{964}' | '\u{965}' | '\u{970}' | '\u{E4F}' | '\u{E5A}' | '\u{E5B}' | '\u{10FB}'
        | '\u{1360}'..='\u{1368}' | '\u{17D4}'..='\u{17D6}' | '\u{17D8}'..='\u{17DA}' | '\u{1800}'..='\u{180A}'
        | '\u{2016}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{207D}' | '\u{207E}' | '\u{208D}' | '\u{208E}'
        | '\u{2308}'..='\u{230B}' | '\u{2329}' | '\u{232A}' | '\u{2768}'..='\u{2775}' | '\u{2800}'
        | '\u{2E00}'..='\u{2E5D}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}'
        | '\u{3030}' | '\u{303D}' | '\u{30A0}' | '\u{30FB}' | '\u{FD3E}' | '\u{FD3F}')
}
