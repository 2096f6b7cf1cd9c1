//! What GIFT and Moodle XML share: how Moodle thinks of categories, short answers and numbers.

use super::credit;
use super::draft::{Draft, as_true_or_false, label};
use super::lost::Place;
use crate::model::fraction::to_decimal;
use crate::model::{Accept, AcceptedText, Case, Choice, Fraction, Item, ItemKind, Matching, ShortAnswer};

pub(super) const NO_SHARES: &str = "a bank knows a key and a scoring rule, no credit for single options";
pub(super) const NO_RULE: &str = "Moodle adds up shares of single options";
pub(super) const NO_HTML: &str = "a text of a bank is Markdown";
pub(super) const NO_LABELS: &str = "options have places only: A, B, C and so on";
pub(super) const NO_WORDS: &str = "`accept-words` has no counterpart in Moodle";
pub(super) const NO_LIST: &str = "`accept-list` has no counterpart in Moodle";

/// The titles of a category's path. A doubled slash is a slash; where in Moodle the category stood is left out.
pub(super) fn category(path: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = path.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '/' {
            parts.last_mut().into_iter().for_each(|part| part.push(c));
        } else if chars.peek() == Some(&'/') {
            chars.next();
            parts.last_mut().into_iter().for_each(|part| part.push('/'));
        } else {
            parts.push(String::new());
        }
    }
    let mut parts: Vec<String> = parts.into_iter().map(|part| part.trim().to_owned()).collect();
    if parts.first().is_some_and(|first| first.len() > 2 && first.starts_with('$') && first.ends_with('$')) {
        parts.remove(0);
        if parts.first().is_some_and(|first| first == "top") {
            parts.remove(0);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a comment is one that Moodle's export writes of its own accord.
pub(super) fn is_stock_comment(comment: &str) -> bool {
    ["question: ", "resourceid-resourcedataid: "].iter().any(|head| comment.trim().starts_with(head))
}

/// The path of a category in the course.
pub(super) fn category_path(titles: &[String]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| title.replace('/', "//")).collect();
    format!("$course$/top/{}", titles.join("/"))
}

/// Whether a quiz shuffles the options of an item that says nothing: not True and False.
pub(super) fn shuffles(item: &Item) -> bool {
    item.choice().and_then(as_true_or_false).is_none()
}

/// Whether options are labelled by their places, or are True and False.
pub(super) fn labels_by_place(choice: &Choice) -> bool {
    as_true_or_false(choice).is_some()
        || choice.options.iter().enumerate().all(|(at, option)| option.label == label(at))
}

/// Whether a text holds a tag or an entity of HTML.
pub(super) fn has_html(text: &str) -> bool {
    let tag = |rest: &str| {
        rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    };
    let entity = |rest: &str| {
        rest.find(';').is_some_and(|end| {
            (2..=10).contains(&end) && rest[..end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
        })
    };
    text.match_indices('<').any(|(at, _)| tag(&text[at + 1..]))
        || text.match_indices('&').any(|(at, _)| entity(&text[at + 1..]))
}

/// An answer to a short-answer question of Moodle, with its share of the points.
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) share: Fraction,
    pub(super) feedback: Option<String>,
}

/// A short answer from Moodle's: wildcards cannot come along, answers worth nothing are `reject`.
pub(super) fn short_answer(
    answers: Vec<Answer>,
    case: bool,
    id: &str,
    place: Option<Place>,
    draft: &mut Draft,
) -> Option<ItemKind> {
    let mut accepted = Vec::new();
    let mut reject = Vec::new();
    for answer in answers {
        let shown = answer.text.trim().to_owned();
        let Some(text) = without_wildcards(&shown) else {
            if shown != "*" || answer.share > 0.into() {
                let what = format!("the answer `{shown}` ({}%)", credit::percent(answer.share));
                draft.lose(id, place, what, "`*` stands for any text, and a bank lists its answers");
            } else if answer.feedback.is_some() {
                draft.lose(
                    id,
                    place,
                    "the feedback of any other answer",
                    "a bank has it for listed answers only",
                );
            }
            continue;
        };
        if text.is_empty() {
            if let Some(feedback) = answer.feedback {
                let what = format!("the feedback `{feedback}`");
                draft.lose(id, place, what, "it belongs to an answer without text");
            }
            continue;
        }
        if answer.share > 0.into() {
            let credit = share_of_bank(answer.share, id, place, draft);
            accepted.push(AcceptedText { text, credit, feedback: answer.feedback });
        } else {
            if answer.feedback.is_some() {
                draft.lose(
                    id,
                    place,
                    format!("feedback of the wrong answer `{text}`"),
                    "`reject` has no feedback",
                );
            }
            reject.push(text);
        }
    }
    if accepted.is_empty() {
        draft.lose_item(id, place, "no answer that a bank could list earns credit");
        return None;
    }
    let matching = Matching { case: if case { Case::Exact } else { Case::Fold }, typos: false };
    Some(ItemKind::Short(ShortAnswer { accept: Accept::Texts(accepted), reject, matching }))
}

/// A share of the points as a credit: above 0, at most 1, a decimal of six places.
fn share_of_bank(share: Fraction, id: &str, place: Option<Place>, draft: &mut Draft) -> Fraction {
    if share > 1.into() {
        draft.lose(id, place, format!("credit of {}%", credit::percent(share)), "a credit is at most 100%");
        return 1.into();
    }
    let written = crate::model::fraction::parse_decimal(&to_decimal(share, 6)).unwrap_or(share);
    if written == 0.into() { Fraction::new(1, 1_000_000) } else { written }
}

/// The text, if it has no wildcard; `\*` is a star.
fn without_wildcards(text: &str) -> Option<String> {
    let starless = text.replace("\\*", "");
    (!starless.contains('*')).then(|| text.replace("\\*", "*"))
}

/// The text with its stars escaped.
pub(super) fn no_wildcard(text: &str) -> String {
    text.replace('*', "\\*")
}

/// An answer to a numerical question of Moodle.
pub(super) struct Numeral {
    pub(super) text: String,
    /// Value and tolerance, where both are decimals.
    pub(super) spread: Option<(Fraction, Fraction)>,
    pub(super) share: Fraction,
    pub(super) feedback: Option<String>,
}

/// A number from Moodle's, and texts that join the rationale.
pub(super) fn numerical(
    answers: Vec<Numeral>,
    units: Vec<String>,
    id: &str,
    place: Option<Place>,
    draft: &mut Draft,
) -> Option<(ItemKind, Vec<String>)> {
    let mut found = None;
    let mut aside = Vec::new();
    for answer in answers {
        let any_other = answer.text.is_empty() || answer.text == "*";
        if found.is_none() && answer.share == 1.into() && !any_other {
            let Some((value, tolerance)) = answer.spread.filter(is_exact) else {
                let why = format!("`{}` is no number with a tolerance of at most six decimals", answer.text);
                draft.lose_item(id, place, why);
                return None;
            };
            found = Some((value, tolerance));
            aside.extend(answer.feedback);
        } else if any_other && answer.share <= 0.into() {
            if answer.feedback.is_some() {
                draft.lose(
                    id,
                    place,
                    "the feedback of any other answer",
                    "a bank has it for listed answers only",
                );
            }
        } else {
            let what = format!("the answer `{}` ({}%)", answer.text, credit::percent(answer.share));
            draft.lose(id, place, what, "a bank accepts one number");
        }
    }
    let Some((value, tolerance)) = found else {
        draft.lose_item(id, place, "no number earns full credit");
        return None;
    };
    let accept = Accept::Number { value, tolerance, units };
    Some((ItemKind::Short(ShortAnswer { accept, reject: Vec::new(), matching: Matching::default() }), aside))
}

/// Whether a bank can write down a number and its tolerance as they are.
fn is_exact((value, tolerance): &(Fraction, Fraction)) -> bool {
    use crate::model::fraction::{MAX_DECIMALS, parse_decimal};
    let places = u32::try_from(MAX_DECIMALS).unwrap_or(6);
    let exact = |number: Fraction| parse_decimal(&to_decimal(number, places)) == Some(number);
    *tolerance >= 0.into() && exact(*value) && exact(*tolerance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_paths_of_titles() {
        #[track_caller]
        fn check(path: &str, expected: &[&str]) {
            assert_eq!(category(path), expected);
        }
        check("$course$/top/Skills/Asking", &["Skills", "Asking"]);
        check("$system$/A", &["A"]);
        check("A//B/C", &["A/B", "C"]);
        check(" A / B ", &["A", "B"]);
        check("top/A", &["top", "A"]);
        check("$course$", &[]);
        let titles = ["A/B".to_owned(), "C".to_owned()];
        assert_eq!(category(&category_path(&titles)), titles);
    }

    #[test]
    fn html_is_told_from_text() {
        #[track_caller]
        fn check(text: &str, expected: bool) {
            assert_eq!(has_html(text), expected, "{text}");
        }
        check("a < b and c > d", false);
        check("a <b>c</b>", true);
        check("AT&T; fine", false);
        check("R&amp;D", true);
        check("x&#233;", true);
        check("1 & 2; 3", false);
    }
}
