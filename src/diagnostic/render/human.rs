//! Findings for people, with the source shown.
//!
//! The renderer of `annotate-snippets` is given only the lines that are shown, so that its time does not
//! depend on the file's length, and only with text in which nothing acts on a terminal.

use super::visible;
use crate::diagnostic::{Finding, Severity, Source, Sources, Span, Summary, summarize};
use crate::parallel;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// Places so many lines apart are shown in one snippet.
const SNIPPET_LINES: usize = 6;
/// Of a longer line, only this many bytes around the place are shown.
const LONGEST_LINE: usize = 400;
/// So many findings, a fraction of a millisecond, are rendered by one thread before it looks for more.
const FINDINGS_AT_A_TIME: usize = 16;

/// Writes all findings with colours, and a line with their number. `items` is how many items were looked
/// at, `width` how many columns there are.
pub fn render(findings: &[Finding], sources: &Sources, items: usize, width: usize) -> String {
    render_with(&Renderer::styled().term_width(width), findings, sources, items)
}

/// What [`render`] writes, without its colours.
pub fn render_plain(findings: &[Finding], sources: &Sources, items: usize, width: usize) -> String {
    render_with(&Renderer::plain().term_width(width), findings, sources, items)
}

fn render_with(renderer: &Renderer, findings: &[Finding], sources: &Sources, items: usize) -> String {
    let parts = findings.chunks(FINDINGS_AT_A_TIME).collect();
    let mut out = parallel::map(parts, |findings| {
        let mut out = String::new();
        for finding in findings {
            out.push_str(&render_one(finding, sources, renderer));
            out.push_str("\n\n");
        }
        out
    })
    .concat();
    out.push_str(&summary_line(summarize(findings), sources.len(), items));
    out
}

/// The closing line, such as `2 files, 120 items: 1 error, 0 warnings, 0 notes`.
pub fn summary_line(summary: Summary, files: usize, items: usize) -> String {
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    format!(
        "{}, {}: {}, {}, {}\n",
        count(files, "file"),
        count(items, "item"),
        count(summary.errors, "error"),
        count(summary.warnings, "warning"),
        count(summary.notes, "note")
    )
}

fn render_one(finding: &Finding, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&finding.message)).id(visible(&finding.code));
    let mut group = Group::with_title(title);
    for window in windows(finding, sources) {
        let snippet = Snippet::source(window.text)
            .line_start(window.first_line)
            .path(window.path)
            .annotations(window.marks.into_iter().map(Mark::annotation));
        group = group.element(snippet);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    if let Some(fix) = &finding.fix {
        group = group.element(Level::HELP.message(format!("a mend: {}", visible(&fix.message))));
    }
    renderer.render(&[group])
}

/// Some neighbouring lines of a file with the marks on them.
struct Window<'a> {
    source: &'a Source,
    path: String,
    first_line: usize,
    text: String,
    marks: Vec<Mark>,
}

/// A marked stretch of a window's text.
struct Mark {
    range: Range<usize>,
    kind: AnnotationKind,
    label: Option<String>,
}

impl Mark {
    fn annotation<'a>(self) -> Annotation<'a> {
        let annotation = self.kind.span(self.range);
        match self.label {
            Some(label) => annotation.label(label),
            None => annotation,
        }
    }
}

/// A place to be marked, with what is said about it.
type Marked = (Span, AnnotationKind, Option<String>);

/// The windows that show a finding and its labels, that of the finding first.
fn windows<'a>(finding: &Finding, sources: &'a Sources) -> Vec<Window<'a>> {
    let main = (finding.span, AnnotationKind::Primary, None);
    let labels = finding
        .labels
        .iter()
        .map(|label| (label.span, AnnotationKind::Context, Some(visible(&label.message).into_owned())));
    // Each group: the lines it shows and the places on them.
    let mut groups: Vec<(Range<usize>, Vec<Marked>)> = Vec::new();
    for place in std::iter::once(main).chain(labels) {
        let line = sources.get(place.0.source).place(place.0.start).line;
        let near = groups.iter_mut().find(|(lines, places)| {
            places[0].0.source == place.0.source
                && line + SNIPPET_LINES > lines.start
                && line < lines.end + SNIPPET_LINES
        });
        match near {
            Some((lines, places)) => {
                *lines = lines.start.min(line)..lines.end.max(line + 1);
                places.push(place);
            }
            None => groups.push((line..line + 1, vec![place])),
        }
    }
    groups.into_iter().map(|(lines, places)| window(lines, places, sources)).collect()
}

fn window(lines: Range<usize>, places: Vec<Marked>, sources: &Sources) -> Window<'_> {
    let source = sources.get(places[0].0.source);
    let path = visible(&source.path().to_string_lossy()).into_owned();
    let mut window = Window { source, path, first_line: lines.start, text: String::new(), marks: Vec::new() };
    let mut pending = places;
    for line in lines {
        let here;
        (here, pending) =
            pending.into_iter().partition(|(span, ..): &Marked| source.place(span.start).line == line);
        window.add_line(line, here);
    }
    window
}

impl Window<'_> {
    /// Adds a line with its marks. A stretch that runs on over the line's end is marked up to there.
    fn add_line(&mut self, number: usize, places: Vec<Marked>) {
        let Some((line, start)) = self.source.line(number) else { return };
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let local = |byte: u32| (byte as usize).saturating_sub(start).min(line.len());
        let focus = places.first().map_or(0, |(span, ..)| local(span.start));
        let shown = clip(line, focus);
        if shown.start > 0 {
            self.text.push('…');
        }
        let base = self.text.len();
        let text = &line[shown.clone()];
        for (span, kind, label) in places {
            let at = |byte: u32| {
                let inside = floor(line, local(byte).clamp(shown.start, shown.end)) - shown.start;
                base + shown_text(&text[..inside]).len()
            };
            self.marks.push(Mark { range: at(span.start)..at(span.end), kind, label });
        }
        self.text.push_str(&shown_text(text));
        if shown.end < line.len() {
            self.text.push('…');
        }
    }
}

/// The part of a long line that is shown.
fn clip(line: &str, focus: usize) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return 0..line.len();
    }
    let start = focus.saturating_sub(LONGEST_LINE / 4);
    floor(line, start)..floor(line, (start + LONGEST_LINE).min(line.len()))
}

/// The start of the character that holds byte `at`.
fn floor(line: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}

/// A line as it is shown; tabs take four columns.
fn shown_text(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return visible(line);
    }
    let mut out = String::new();
    for (number, part) in line.split('\t').enumerate() {
        if number > 0 {
            out.push_str("    ");
        }
        // Writing to a text does not fail.
        let _ = write!(out, "{}", visible(part));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    /// Renders a finding about `marked` in `text`, without colours.
    fn shown(text: &str, marked: &str) -> String {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", text.to_owned());
        let start = text.find(marked).expect("the marked text");
        let offset = |byte: usize| u32::try_from(byte).expect("a small number");
        let span = Span { source, start: offset(start), end: offset(start + marked.len()) };
        let finding = Finding::error("code", span, "an \x1b[31m error");
        assert_ne!(sources.get(source).place(span.start), Place { line: 0, column: 0 });
        render_one(&finding, &sources, &Renderer::plain())
    }

    #[track_caller]
    fn check(text: &str, marked: &str, line: &str, marks: &str) {
        let shown = shown(text, marked);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], "error[code]: an ␛[31m error");
        assert_eq!(lines[3].trim_end(), line, "{shown}");
        assert_eq!(lines[4].trim_end(), marks, "{shown}");
    }

    #[test]
    fn marks_stand_below_what_they_mark() {
        check("a: b\n", "b", "1 | a: b", "  |    ^");
        check("a:\tb\n", "b", "1 | a:    b", "  |       ^");
        check("漢字: b\n", "b", "1 | 漢字: b", "  |       ^");
        check("a: é b\r\nc: d\r\n", "b", "1 | a: é b", "  |      ^");
        check("a: |\n  one\n  two\n", "one\n  two", "2 |   one", "  |   ^^^");
    }

    #[test]
    fn nothing_in_the_source_acts() {
        check("a: \x1b[31mb\n", "b", "1 | a: ␛[31mb", "  |         ^");
        check("a: \u{9b}31mb\n", "b", "1 | a: \u{FFFD}31mb", "  |        ^");
        check("a: \u{202e}b\n", "b", "1 | a: \u{FFFD}b", "  |     ^");
    }

    #[test]
    fn of_a_long_line_the_marked_part_is_shown() {
        let text = format!("a: {}X{}\n", "é".repeat(5000), "ü".repeat(5000));
        let shown = shown(&text, "X");
        assert!(shown.len() < 2000, "{shown}");
        assert!(shown.contains("éX") || shown.contains("Xü"), "{shown}");
    }
}
