//! What the lines of text2qti begin with.

/// What stands around code.
pub(super) const FENCE: &str = "```";

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Stem,
    Option { right: bool },
    Check { right: bool },
    Short,
    Number,
    Feedback,
    RightFeedback,
    WrongFeedback,
    Essay,
    Upload,
    Title,
    Points,
    Solution,
}

/// What a line begins, with the text behind its sign.
pub(super) fn mark_of(line: &str) -> Option<(Mark, &str)> {
    for (name, mark) in [
        ("Title:", Mark::Title),
        ("title:", Mark::Title),
        ("Points:", Mark::Points),
        ("points:", Mark::Points),
    ] {
        if let Some(text) = line.strip_prefix(name) {
            return Some((mark, text.trim()));
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return after(&line[digits..], ".").map(|text| (Mark::Stem, text));
    }
    if line.starts_with("___") && line.trim_end().trim_matches('_').is_empty() {
        return Some((Mark::Essay, ""));
    }
    if line.starts_with("^^^") && line.trim_end().trim_matches('^').is_empty() {
        return Some((Mark::Upload, ""));
    }
    let (starred, right) = match line.strip_prefix('*') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    if starred.starts_with(|c: char| c.is_ascii_alphabetic())
        && let Some(text) = after(&starred[1..], ")")
    {
        return Some((Mark::Option { right }, text));
    }
    if let Some(text) = after(line, "*") {
        return Some((Mark::Short, text));
    }
    let signs = [
        ("[*]", Mark::Check { right: true }),
        ("[ ]", Mark::Check { right: false }),
        ("...", Mark::Feedback),
        ("!", Mark::Solution),
        ("+", Mark::RightFeedback),
        ("-", Mark::WrongFeedback),
        ("=", Mark::Number),
    ];
    signs.into_iter().find_map(|(sign, mark)| after(line, sign).map(|text| (mark, text)))
}

/// What stands behind a sign and white space. White space at the end counts: two spaces are a line end.
fn after<'l>(line: &'l str, sign: &str) -> Option<&'l str> {
    let rest = line.strip_prefix(sign)?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}
