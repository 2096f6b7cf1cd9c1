//! The YAML parser's events, given to a [`Builder`]. The only file that knows `granit-parser`.

use super::MAX_DEPTH;
use super::parse::{Builder, Damage};
use super::tree::NodeKind;
use crate::diagnostic::code;
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Parses `text[range]` and gives its values to `builder`, with places in `text`. `range` starts a line.
///
/// Stops at the first damage, or where a second document begins.
pub(super) fn feed(text: &str, range: Range<usize>, builder: &mut Builder<'_>) -> Result<(), Damage> {
    let part = &text[range.clone()];
    let place = |span: &Span| {
        let bytes = span.byte_range().unwrap_or(0..0);
        bytes.start + range.start..bytes.end + range.start
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(part, options()) {
        let (event, span) = event.map_err(|error| damage_of(&error, range.start, part))?;
        let at = place(&span);
        if let Some(tag) = span.tag_span() {
            builder.refuse_tag(place(&tag));
        }
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(Damage::second_document(at.start));
                }
            }
            Event::Scalar(value, style, ..) => {
                let verbatim = match &value {
                    Cow::Borrowed(value) => offset_in(part, value).map(|start| start + range.start),
                    Cow::Owned(_) => None,
                };
                builder.text(&value, verbatim, kind_of(style), at)?;
            }
            Event::SequenceStart(..) => builder.open(NodeKind::List, at.start)?,
            Event::MappingStart(..) => builder.open(NodeKind::Map, at.start)?,
            Event::SequenceEnd | Event::MappingEnd => builder.close(at),
            Event::Anchor(_, name) => builder.refuse_anchor(&name, at),
            Event::Alias(_) | Event::UnresolvedAlias(_) => builder.alias(at)?,
            _ => {}
        }
    }
    Ok(())
}

fn options() -> Options {
    let mut options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    options.set_emit_comments(false);
    options
}

fn kind_of(style: ScalarStyle) -> NodeKind {
    match style {
        ScalarStyle::Plain => NodeKind::Plain,
        ScalarStyle::SingleQuoted => NodeKind::SingleQuoted,
        ScalarStyle::DoubleQuoted => NodeKind::DoubleQuoted,
        ScalarStyle::Literal | ScalarStyle::Folded => NodeKind::Block,
    }
}

/// Where `slice` starts in `text`, if it is a part of it.
fn offset_in(text: &str, slice: &str) -> Option<usize> {
    let start = (slice.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    std::ptr::eq(text.get(start..start + slice.len())?, slice).then_some(start)
}

/// The parser's error in the words of someone who edits a file.
fn damage_of(error: &ScanError, offset: usize, part: &str) -> Damage {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(part.len());
    if let ErrorKind::UnexpectedCharacter { character } = error.kind() {
        // The parser places some of them at the start of their text.
        at += part.get(at..).and_then(|rest| rest.find(*character)).unwrap_or(0);
    }
    let at = offset + at;
    let (code, message, help): (_, Cow<'static, str>, _) = match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            (code::LIMIT, format!("lists and maps lie more than {MAX_DEPTH} deep").into(), "")
        }
        ErrorKind::DirectiveDisallowed => {
            (code::DIRECTIVE, "a YAML directive is not used here".into(), "remove the line")
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            (code::SYNTAX, "a quote is opened and not closed".into(), "close the quote")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => (
            code::SYNTAX,
            "text stands behind a closing quote".into(),
            "in a text in single quotes, write an apostrophe twice: 'it''s'",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            code::SYNTAX,
            "text stands behind a closing quote".into(),
            "in a text in double quotes, write a quote as \\\"",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            code::SYNTAX,
            "an unknown escape stands in double quotes".into(),
            "write a backslash twice, or put the text in single quotes",
        ),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::UnexpectedEofFlowMapping => (
            code::SYNTAX,
            "a `,` or `}` is expected here".into(),
            "close the `{` that is open, or quote the text",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::UnexpectedEofFlowSequence => (
            code::SYNTAX,
            "a `,` or `]` is expected here".into(),
            "close the `[` that is open, or quote the text",
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            code::SYNTAX,
            format!("a `{open}` is closed by a `{close}`").into(),
            "put a text that holds brackets in quotes",
        ),
        ErrorKind::InvalidColonPlacement
        | ErrorKind::MappingValueNotAllowed
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => (
            code::SYNTAX,
            "a `:` stands where no key can be".into(),
            "put a text that holds `: ` in quotes, and check the indentation",
        ),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            (code::CONTROL_CHARACTER, "a control character stands here".into(), "remove it")
        }
        ErrorKind::UnexpectedCharacter { character } => {
            let message = format!("a text cannot begin with `{}`", character.escape_debug());
            (code::SYNTAX, message.into(), "put the text in quotes")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            (code::SYNTAX, "a tab stands in the indentation".into(), "indent with spaces")
        }
        ErrorKind::ExpectedBlockMappingKey => (
            code::SYNTAX,
            "a key is expected here".into(),
            "check the indentation of this line and the ones above",
        ),
        ErrorKind::ExpectedBlockSequenceEntry => (
            code::SYNTAX,
            "a `-` is expected here".into(),
            "check the indentation of this line and the ones above",
        ),
        ErrorKind::UnclosedFlowCollection { open } => {
            (code::SYNTAX, format!("a `{open}` is opened and not closed").into(), "close the bracket")
        }
        kind => (code::SYNTAX, format!("the text is not YAML: {kind}").into(), ""),
    };
    let damage = Damage::new(code, at, message);
    if help.is_empty() { damage } else { damage.with_help(help) }
}
