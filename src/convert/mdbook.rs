//! mdbook-quiz: TOML with `[[questions]]`, texts in Markdown.
//!
//! See `docs/convert.md` for what the format can hold.

use super::draft::{Alternative, Draft, choice, label};
use super::lost::{Lost, Place, Places, THE_ITEM};
use super::{ConvertError, Imported, extras};
use crate::model::{
    Accept, AcceptedText, Bank, Case, Fraction, Item, ItemKind, Key, Matching, OptionSet, Scoring,
    ShortAnswer,
};
use serde::{Deserialize, Serialize};
use toml::Spanned;

const NO_COUNTERPART: &str = "a bank has no counterpart of it";

#[derive(Deserialize)]
struct Quiz {
    #[serde(default)]
    questions: Vec<Spanned<Question>>,
}

/// One entry; what an item has no place for is kept to be told.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Question {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    prompt: toml::Table,
    #[serde(default)]
    answer: toml::Table,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    multipart: Option<String>,
    #[serde(flatten)]
    more: toml::Table,
}

/// Reads TOML of mdbook-quiz.
pub(super) fn read(text: &str, name: &str) -> Result<Imported, ConvertError> {
    let places = Places::new(text);
    let damaged = |error: toml::de::Error| {
        let place = places.at(error.span().map_or(0, |span| span.start));
        ConvertError::damaged(place, error.message())
    };
    let quiz: Quiz = toml::from_str(text).map_err(damaged)?;
    let whole: toml::Table = toml::from_str(text).map_err(damaged)?;
    let mut draft = Draft::new(name);
    for (at, comment) in comments(text) {
        let comment = comment.trim_start_matches('#').trim();
        if !draft.take_header(comment) {
            draft.lose_comment("", Some(places.at(at)), comment);
        }
    }
    let groups = whole.get("multipart").and_then(toml::Value::as_table);
    for name in whole.keys().filter(|name| !matches!(&***name, "questions" | "multipart")) {
        draft.lose("", None, format!("`{name}`"), NO_COUNTERPART);
    }
    for entry in quiz.questions {
        let place = places.at(entry.span().start);
        let question = entry.into_inner();
        let id = draft.item_id(question.id.as_deref().unwrap_or(""));
        match kind_of(&question, &id, place, &mut draft) {
            Err(why) => draft.lose_item(&id, Some(place), why),
            Ok((kind, shuffle)) => {
                let topic = draft.topic::<&str>(&[]);
                let mut stem = text_of(&question.prompt, "prompt").unwrap_or_default();
                if let Some(group) = question.multipart.as_deref() {
                    if let Some(shared) = groups.and_then(|groups| text_of(groups, group)) {
                        stem = format!("{shared}\n\n{stem}");
                    }
                    let why = "a bank has none; its text stands before the stem";
                    draft.lose(&id, Some(place), format!("the group `{group}`"), why);
                }
                let mut item = Item::new(id.clone(), topic, stem, kind);
                item.shuffle = shuffle;
                if let Some(context) = &question.context {
                    extras::explain(&mut item, context);
                }
                draft.lose_name(&id, Some(place), question.id.as_deref().unwrap_or(""));
                for name in unread(&question) {
                    draft.lose(&id, Some(place), format!("`{name}`"), NO_COUNTERPART);
                }
                draft.push(item, Some(place));
            }
        }
    }
    Ok(draft.finish())
}

/// What of a question nothing reads.
fn unread(question: &Question) -> Vec<String> {
    let (prompt, answer): (&[&str], &[&str]) = match &*question.kind {
        "MultipleChoice" => (&["prompt", "distractors", "answerIndex", "sortAnswers"], &["answer"]),
        _ => (&["prompt", "response"], &["answer", "alternatives"]),
    };
    let rest = |table: &toml::Table, name: &str, known: &[&str]| {
        let names = table.keys().filter(|key| !known.contains(&&***key));
        names.map(|key| format!("{name}{key}")).collect::<Vec<_>>()
    };
    let all = [
        rest(&question.prompt, "prompt.", prompt),
        rest(&question.answer, "answer.", answer),
        rest(&question.more, "", &[]),
    ];
    all.concat()
}

/// The comments of a TOML text, each with where it starts.
fn comments(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(sign) = text[at..].find(['#', '"', '\'']) {
        at += sign;
        let rest = &text[at..];
        if rest.starts_with('#') {
            let end = rest.find('\n').unwrap_or(rest.len());
            found.push((at, &rest[..end]));
            at += end;
            continue;
        }
        let quote =
            if rest.starts_with("\"\"\"") || rest.starts_with("'''") { &rest[..3] } else { &rest[..1] };
        at += quote.len();
        while let Some(sign) = text[at..].find(['\\', '"', '\'']) {
            at += sign;
            if text[at..].starts_with(quote) {
                break;
            }
            let escapes = quote.starts_with('"') && text[at..].starts_with('\\');
            let taken = text[at + 1..].chars().next().filter(|_| escapes).map_or(0, char::len_utf8);
            at += 1 + taken;
        }
        at = (at + quote.len()).min(text.len());
        // Up to two quotes of the text itself may stand before the three that end it.
        if quote.len() == 3 {
            at += text[at..].bytes().take(2).take_while(|b| quote.as_bytes()[0] == *b).count();
        }
    }
    found
}

fn kind_of(
    question: &Question,
    id: &str,
    place: Place,
    draft: &mut Draft,
) -> Result<(ItemKind, bool), String> {
    match &*question.kind {
        "MultipleChoice" => multiple_choice(question),
        "ShortAnswer" => {
            if let Some(response) =
                text_of(&question.prompt, "response").filter(|response| response != "short")
            {
                draft.lose(
                    id,
                    Some(place),
                    format!("the format `{response}` of the response"),
                    "a bank asks for a short text",
                );
            }
            let first = text_of(&question.answer, "answer").ok_or("it has no answer")?;
            let texts = std::iter::once(first).chain(texts_of(&question.answer, "alternatives")?);
            let accepted =
                texts.map(|text| AcceptedText { text, credit: Fraction::from_integer(1), feedback: None });
            let matching = Matching { case: Case::Fold, typos: false };
            let accept = Accept::Texts(accepted.collect());
            Ok((ItemKind::Short(ShortAnswer { accept, reject: Vec::new(), matching }), true))
        }
        "Tracing" => Err("a program to trace has no counterpart".to_owned()),
        other => Err(format!("the type `{other}` has no counterpart")),
    }
}

fn multiple_choice(question: &Question) -> Result<(ItemKind, bool), String> {
    let (right, several) = match question.answer.get("answer") {
        Some(toml::Value::String(text)) => (vec![text.clone()], false),
        Some(toml::Value::Array(_)) => (texts_of(&question.answer, "answer")?, true),
        _ => return Err("it has no answer".to_owned()),
    };
    let mut texts = texts_of(&question.prompt, "distractors")?;
    let index = question.prompt.get("answerIndex").and_then(toml::Value::as_integer);
    let sorted = question.prompt.get("sortAnswers").and_then(toml::Value::as_bool).unwrap_or(false);
    let at = index.and_then(|index| usize::try_from(index).ok()).unwrap_or(0).min(texts.len());
    let keyed = at..at + right.len();
    texts.splice(at..at, right);
    let keyed: OptionSet = keyed.filter(|at| *at < 64).collect();
    let options = texts.into_iter().map(|text| Alternative { text, feedback: None }).collect();
    let key = if several { Key::Multiple { keyed, scoring: Scoring::AllOrNothing } } else { Key::Single(at) };
    let mut kind = choice(options, key);
    if sorted {
        sort(&mut kind);
    }
    Ok((kind, index.is_none() && !sorted))
}

/// Options by their texts, as the program shows them that was asked to sort.
fn sort(kind: &mut ItemKind) {
    let ItemKind::Choice(choice) = kind else { return };
    let mut order: Vec<usize> = (0..choice.options.len()).collect();
    order.sort_by(|left, right| choice.options[*left].text.cmp(&choice.options[*right].text));
    let place = |old: usize| order.iter().position(|at| *at == old).unwrap_or(old);
    choice.key = match choice.key {
        Key::Single(at) => Key::Single(place(at)),
        Key::Multiple { keyed, scoring } => {
            Key::Multiple { keyed: keyed.iter().map(place).collect(), scoring }
        }
    };
    let texts: Vec<String> = order.iter().map(|at| choice.options[*at].text.clone()).collect();
    choice.options.iter_mut().zip(texts).for_each(|(option, text)| option.text = text);
}

fn text_of(table: &toml::Table, name: &str) -> Option<String> {
    table.get(name).and_then(toml::Value::as_str).map(|text| text.trim().to_owned())
}

fn texts_of(table: &toml::Table, name: &str) -> Result<Vec<String>, String> {
    let list = table.get(name).and_then(toml::Value::as_array).into_iter().flatten();
    let text = |value: &toml::Value| value.as_str().map(|text| text.trim().to_owned());
    list.map(|value| text(value).ok_or_else(|| format!("`{name}` holds what is no text: {value}"))).collect()
}

/// Writes TOML of mdbook-quiz.
pub(super) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    const WHY: &str = "mdbook-quiz has prompt, answers and context only";
    let mut lost = Vec::new();
    let mut out = String::new();
    for line in super::header::lines(bank) {
        out.push_str(&format!("# {line}\n"));
    }
    for item in &bank.items {
        let question = match question_of(item, &mut lost) {
            Ok(question) => question,
            Err(why) => {
                lost.push(Lost::of(&item.id, THE_ITEM, why));
                continue;
            }
        };
        if item.topic != bank.id {
            lost.push(Lost::of(&item.id, "topic", WHY));
        }
        let has = ["rationale", "reference", "shuffle"];
        lost.extend(
            extras::beyond(item, &has, bank.language.as_deref())
                .into_iter()
                .map(|what| Lost::of(&item.id, what, WHY)),
        );
        match toml::to_string(&question) {
            Ok(text) => out.push_str(&format!("\n[[questions]]\n{}", text.replace("\n[", "\n[questions."))),
            Err(error) => lost.push(Lost::of(&item.id, THE_ITEM, error.to_string())),
        }
    }
    (out, lost)
}

fn question_of(item: &Item, lost: &mut Vec<Lost>) -> Result<Question, String> {
    let mut question =
        Question { id: Some(item.id.clone()), context: extras::explanation(item), ..Question::default() };
    question.prompt.insert("prompt".to_owned(), item.stem.clone().into());
    match &item.kind {
        ItemKind::Choice(choice) => {
            "MultipleChoice".clone_into(&mut question.kind);
            let keyed = choice.key.keyed();
            let texts = |right: bool| {
                let options =
                    choice.options.iter().enumerate().filter(|(at, _)| keyed.contains(*at) == right);
                options.map(|(_, option)| toml::Value::from(option.text.clone())).collect::<Vec<_>>()
            };
            question.prompt.insert("distractors".to_owned(), texts(false).into());
            let mut right = texts(true);
            let first = keyed.iter().next().unwrap_or(0);
            let end = keyed.iter().last().unwrap_or(0);
            if !item.shuffle && end - first + 1 != keyed.len() {
                lost.push(Lost::of(&item.id, "the order of options", "right options stand together"));
            } else if item.shuffle && end + 1 != keyed.len() {
                lost.push(Lost::of(&item.id, "the order of options", "right options come first"));
            }
            if !item.shuffle {
                question.prompt.insert("answerIndex".to_owned(), i64::try_from(first).unwrap_or(0).into());
            }
            let answer = match choice.key {
                Key::Single(_) => right.pop().unwrap_or_else(|| "".into()),
                Key::Multiple { scoring, .. } => {
                    if scoring != Scoring::AllOrNothing {
                        lost.push(Lost::of(&item.id, "the scoring rule", "mdbook-quiz knows all or nothing"));
                    }
                    right.into()
                }
            };
            question.answer.insert("answer".to_owned(), answer);
            if choice.options.iter().enumerate().any(|(at, option)| option.label != label(at)) {
                lost.push(Lost::of(&item.id, "option labels", "options of mdbook-quiz have none"));
            }
        }
        ItemKind::Short(short) => {
            "ShortAnswer".clone_into(&mut question.kind);
            let Accept::Texts(texts) = &short.accept else {
                return Err("mdbook-quiz knows lists of texts only".to_owned());
            };
            if short.matching.case == Case::Exact {
                lost.push(Lost::of(&item.id, "letter case", "mdbook-quiz never counts it"));
            }
            let mut accepted = texts.iter().map(|text| {
                if text.credit != 1.into() {
                    lost.push(Lost::of(
                        &item.id,
                        format!("credit of `{}`", text.text),
                        "every answer earns all",
                    ));
                }
                toml::Value::from(text.text.clone())
            });
            let first = accepted.next().unwrap_or_else(|| "".into());
            let rest: Vec<toml::Value> = accepted.collect();
            question.answer.insert("answer".to_owned(), first);
            if !rest.is_empty() {
                question.answer.insert("alternatives".to_owned(), rest.into());
            }
        }
    }
    Ok(question)
}
