//! Comments of a file, which its values do not show.

use super::Tree;
use crate::diagnostic::{Source, Span};

impl Tree {
    /// Every comment with its `#`, in the order of the text. `source` is the file that was parsed.
    pub fn comments(&self, source: &Source) -> Vec<Span> {
        let text = source.text();
        let mut texts =
            self.nodes.iter().filter(|node| node.kind.is_text() && node.end > node.start).peekable();
        let (mut found, mut at) = (Vec::new(), 0_usize);
        while let Some(sign) = memchr::memchr(b'#', text.as_bytes().get(at..).unwrap_or_default()) {
            let start = at + sign;
            while texts.next_if(|node| node.end as usize <= start).is_some() {}
            if let Some(node) = texts.peek().filter(|node| (node.start as usize) <= start) {
                at = node.end as usize;
                continue;
            }
            let begins =
                text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '\u{FEFF}');
            let rest = &text[start..];
            let end = start + rest.find('\n').unwrap_or(rest.len());
            if begins && let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) {
                found.push(Span { source: self.source, start: from, end: to });
            }
            at = if begins { end } else { start + 1 };
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Sources;
    use crate::yaml::parse;

    #[test]
    fn comments_are_told_from_texts() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            let mut sources = Sources::default();
            let id = sources.add("b.yaml", text.to_owned());
            let source = sources.get(id);
            let comments = parse(id, text, &mut Vec::new()).comments(source);
            let shown: Vec<&str> = comments.iter().map(|span| source.slice(*span).trim_end()).collect();
            assert_eq!(shown, expected);
        }
        check("a: b # one\n# two\n", &["# one", "# two"]);
        check("a: 'b # no'\nc: \"d # no\" # yes\n", &["# yes"]);
        check("a: b#no\n#yes", &["#yes"]);
        check("a: > # yes\n  text # no\n  # no\nb: |\n  # no\n\n# yes too\nc: d\n", &["# yes", "# yes too"]);
        check("a: [b, # one\n  c] # two\n", &["# one", "# two"]);
        check("", &[]);
    }
}
