//! What every page has: head, style, script, and the policy that forbids all else.

use super::super::text::clean;
use crate::analyze::say::FOOTNOTE;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// What our pages are told by: the `generator` in their head.
pub(in crate::report::write) const GENERATOR: &str = "qbank";

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("sort.js");

/// Writes pages. Holds what is the same on all of them.
pub(in crate::report::write) struct Shell {
    policy: String,
}

/// What differs from page to page.
pub(in crate::report::write) struct Page<'a> {
    /// What kind of page it is, above the title.
    pub(in crate::report::write) over: &'a str,
    /// The title, as it stands in a file.
    pub(in crate::report::write) title: &'a str,
    /// Below the title.
    pub(in crate::report::write) navigation: Markup,
    /// The content.
    pub(in crate::report::write) main: Markup,
}

impl Shell {
    /// Hashes style and script.
    pub(in crate::report::write) fn new() -> Self {
        let [style, script] = [STYLE, SCRIPT].map(|text| base64(&Sha256::digest(text)));
        Self {
            policy: format!(
                "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; \
                 base-uri 'none'; form-action 'none'"
            ),
        }
    }

    /// The whole page.
    pub(in crate::report::write) fn page(&self, page: &Page<'_>) -> Markup {
        let title = clean(page.title);
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(self.policy);
                    meta name="generator" content=(GENERATOR);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    title { (title) " · " (page.over) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    header {
                        p.over { (page.over) }
                        h1 dir="auto" { (title) }
                        (page.navigation)
                    }
                    main id="main" { (page.main) }
                    footer { p { (FOOTNOTE) } }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }
}

/// Base 64 with padding (RFC 4648), as hashes stand in a policy.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_usize, |bits, &byte| bits << 8 | usize::from(byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = char::from(DIGITS[bits >> (18 - 6 * place) & 63]);
            text.push(if place <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 4648.
    #[test]
    fn base64_of_the_rfc() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
