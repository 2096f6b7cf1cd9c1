//! The codes of errors of validity. Every reader takes its code from here, so that
//! `docs/bank-format.md` can be held equal to what is emitted. The code of a lint is its id.

/// Declares each code once: its constant, its name and the line that the documentation has on it.
macro_rules! codes {
    ($($constant:ident = $name:literal: $summary:literal,)*) => {
        $(#[doc = $summary] pub const $constant: &str = $name;)*

        /// Every code of validity with one line about it, by name.
        pub const CODES: &[(&str, &str)] = &[$(($name, $summary)),*];
    };
}

codes! {
    ALIAS = "alias": "A YAML alias (`*name`) stands where the text itself must be written",
    ANCHOR = "anchor": "A YAML anchor (`&name`): every value must be written where it belongs",
    BAD_COUNT = "bad-count": "A number of items is not a whole number above 0",
    BAD_CREDIT = "bad-credit": "A credit is not a decimal in its range of 0 to 1",
    BAD_DATE = "bad-date": "A date is not a real day written as YYYY-MM-DD",
    BAD_DIFFICULTY = "bad-difficulty": "`difficulty` is none of easy, medium, hard",
    BAD_DRAW = "bad-draw": "A `draw` count is not a whole number above 0",
    BAD_DURATION = "bad-duration": "A duration is not written as 75s, 2m30s or 1h30m",
    BAD_ID = "bad-id": "An id has a character that ids do not have",
    BAD_KIND = "bad-kind": "`kind` of an exam is none of choice, short, any",
    BAD_LABEL = "bad-label": "An option label is not 1 to 3 characters that fit into a cell",
    BAD_LEVEL = "bad-level": "`level` is none of recall, application, analysis; in `qbank.toml`: of allow, warn, deny",
    BAD_MATCH = "bad-match": "`case` of `match` is neither fold nor exact",
    BAD_NUMBER = "bad-number": "A number is not a plain decimal, or out of its range",
    BAD_ORDER = "bad-order": "`order` of an `accept-list` is neither any nor given",
    BAD_PERCENT = "bad-percent": "A percentage is not written as 70%, above 0 and at most 100",
    BAD_POINTS = "bad-points": "`points` is not a plain decimal above 0",
    BAD_SCORING = "bad-scoring": "`scoring` names no rule",
    BAD_SEED = "bad-seed": "`seed` is not a whole number from 0",
    BAD_TOPIC = "bad-topic": "A topic id is not a path of letters, digits, `.`, `_`, `-` with `/` between",
    CONTROL_CHARACTER = "control-character": "A control character stands in the text",
    DIRECTIVE = "directive": "A YAML directive (`%…`) stands in the file",
    DRAW_TOO_LARGE = "draw-too-large": "An exam draws more items than the banks have under the topic",
    DUPLICATE_ANSWER = "duplicate-answer": "A label stands twice in `answer`",
    DUPLICATE_ID = "duplicate-id": "An id of a bank, item, exam or form is used twice",
    DUPLICATE_KEY = "duplicate-key": "A key stands twice in one map",
    DUPLICATE_OPTION = "duplicate-option": "Two options of an item have the same label or the same text",
    DUPLICATE_TOPIC = "duplicate-topic": "A topic id has two different titles",
    EMPTY_FILE = "empty-file": "The file holds nothing",
    EMPTY_LIST = "empty-list": "A list or map that must hold something is empty",
    EMPTY_TEXT = "empty-text": "A text that must say something is empty",
    KEY_NOT_AN_OPTION = "key-not-an-option": "`answer` names a label that is no option of the item",
    LIMIT = "limit": "The file exceeds a limit: size, depth, number of values or of options",
    MERGE_KEY = "merge-key": "A YAML merge key (`<<`): every value must be written where it belongs",
    MISPLACED_KEY = "misplaced-key": "A key does not go with what else the item or ruling says",
    MISSING_KEY = "missing-key": "A key that is required is not there",
    MISSING_VALUE = "missing-value": "A key or a `-` has nothing behind it",
    NO_ANSWER = "no-answer": "An item does not say what is right",
    NOT_A_PERMUTATION = "not-a-permutation": "`options` of a form are not the item's labels, each once",
    NOT_UTF8 = "not-utf8": "The file is not UTF-8 text",
    SECOND_DOCUMENT = "second-document": "A second YAML document stands in the file",
    SYNTAX = "syntax": "The text is not YAML at this place; in `qbank.toml`: not TOML",
    TAG = "tag": "A YAML tag (`!name`) stands before a value",
    UNKNOWN_ITEM = "unknown-item": "A ruling or form names an item that no bank has",
    UNKNOWN_KEY = "unknown-key": "A key that is not known here",
    UNKNOWN_KIND = "unknown-kind": "The file's first key is none of bank, exam, topics, rulings, form",
    UNKNOWN_TOPIC = "unknown-topic": "A topic that no file declares",
    WRONG_KIND = "wrong-kind": "A list, a map or a text stands where another of them is needed",
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_kebab_case_and_sorted() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0), "sort the codes");
        for (name, _) in CODES {
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{name}"
            );
        }
    }
}
