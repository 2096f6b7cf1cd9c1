//! Anki notes as text: one note a line, fields between tabs, `#` lines that say how to read them.
//!
//! A note has a front and a back. A front that ends with options `A. …` and a back that begins with their labels is
//! multiple choice; any other note is a short answer. See `docs/convert.md`.

use super::draft::{Alternative, Draft, choice, label};
use super::lost::{Lost, Place, THE_ITEM};
use super::{Imported, extras, header, markup, platform};
use crate::model::{
    Accept, AcceptedText, Bank, Case, Item, ItemKind, Key, Matching, OptionSet, Scoring, ShortAnswer,
};

/// Stands between accepted texts on a back.
const OR: &str = " / ";
/// What a multiple-response front says, so that it is known from single response.
const SEVERAL: &str = "(Choose all that apply.)";

const AS_TWO: &str = "a note is read as front and back";

/// What the `#` lines say.
#[derive(Default)]
struct Layout {
    separator: u8,
    html: bool,
    tags: Option<usize>,
    deck: Option<usize>,
    guid: Option<usize>,
    kind: Option<usize>,
    /// What holds of every note.
    every_deck: String,
    every_tags: String,
    every_kind: String,
    names: Vec<String>,
}

/// Reads a text export.
pub(super) fn read(text: &str, name: &str) -> Imported {
    let mut draft = Draft::new(name);
    let mut layout = Layout { separator: b'\t', ..Layout::default() };
    let mut at = 0;
    let mut skipped = 0;
    for line in text.split_inclusive('\n').take_while(|line| line.starts_with('#')) {
        let said = line.trim_start_matches('#').trim();
        skipped += 1;
        if !draft.take_header(said) && !layout.take(said) {
            draft.lose_comment("", Some(Place { line: skipped, column: 1 }), said);
        }
        at += line.len();
    }
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .delimiter(layout.separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(&text.as_bytes()[at..]);
    for record in reader.records() {
        let place = |position: Option<&csv::Position>| {
            let line = position.and_then(|position| usize::try_from(position.line()).ok()).unwrap_or(0);
            Place { line: line + skipped, column: 1 }
        };
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                draft.lose_item("", Some(place(error.position())), "the line cannot be read");
                continue;
            }
        };
        let place = place(record.position());
        note(&record, &layout, place, &mut draft);
    }
    draft.finish()
}

impl Layout {
    /// Takes what a line says; whether it said anything that is known.
    fn take(&mut self, said: &str) -> bool {
        let Some((name, value)) = said.split_once(':') else { return false };
        let column = value.trim().parse::<usize>().ok().and_then(|column| column.checked_sub(1));
        match name.trim() {
            "separator" => {
                self.separator = match value.trim().to_lowercase().as_str() {
                    "comma" | "," => b',',
                    "semicolon" | ";" => b';',
                    "pipe" | "|" => b'|',
                    "colon" | ":" => b':',
                    "space" => b' ',
                    _ => b'\t',
                }
            }
            "html" => self.html = value.trim() == "true",
            "tags column" => self.tags = column,
            "deck column" => self.deck = column,
            "guid column" => self.guid = column,
            "notetype column" => self.kind = column,
            "deck" => value.trim().clone_into(&mut self.every_deck),
            "tags" => value.trim().clone_into(&mut self.every_tags),
            "notetype" => value.trim().clone_into(&mut self.every_kind),
            "columns" => {
                let sign = char::from(self.separator);
                self.names = value.split(sign).map(|name| name.trim().to_owned()).collect();
            }
            _ => return false,
        }
        true
    }
}

fn note(record: &csv::StringRecord, layout: &Layout, place: Place, draft: &mut Draft) {
    let cell = |column: Option<usize>| column.and_then(|at| record.get(at)).unwrap_or("").trim();
    let special = [layout.tags, layout.deck, layout.guid, layout.kind];
    let fields: Vec<(usize, &str)> =
        record.iter().enumerate().filter(|(at, _)| !special.contains(&Some(*at))).collect();
    let id = draft.item_id(cell(layout.guid));
    let kind = Some(cell(layout.kind)).filter(|kind| !kind.is_empty()).unwrap_or(&layout.every_kind);
    if record.iter().any(has_cloze) || kind.to_lowercase().contains("cloze") {
        return draft.lose_item(&id, Some(place), "a cloze note is text with gaps, which has no counterpart");
    }
    let [(_, front), (_, back), more @ ..] = &fields[..] else {
        return draft.lose_item(&id, Some(place), "a note needs a front and a back");
    };
    if !matches!(cell(layout.guid), guid if guid.is_empty() || guid == id) {
        let why = "an id has letters, digits, `.`, `_` and `-`, and comes once";
        draft.lose(&id, Some(place), format!("the guid `{}`", cell(layout.guid)), why);
    }
    if !matches!(kind, "" | "Basic") {
        draft.lose(&id, Some(place), format!("the note type `{kind}`"), AS_TWO);
    }
    for (at, field) in more.iter().filter(|(_, field)| !field.trim().is_empty()) {
        let name = layout.names.get(*at).map(|name| format!(" `{name}`")).unwrap_or_default();
        draft.lose(&id, Some(place), format!("the field{name} `{}`", field.trim()), AS_TWO);
    }
    if [front, back].iter().any(|field| field.contains("[sound:")) {
        draft.lose(&id, Some(place), "a sound", "a bank holds text only");
    }
    let mut text = |field: &str| {
        if !layout.html {
            return field.trim().to_owned();
        }
        let made = markup::from_html(field);
        for odd in made.odd {
            draft.lose(&id, Some(place), odd, platform::NO_HTML);
        }
        made.text
    };
    let (front, back) = (text(front), text(back));
    let (answer, explanation) =
        back.split_once("\n\n").map_or((&*back, None), |(answer, rest)| (answer, Some(rest)));
    let deck = Some(cell(layout.deck)).filter(|deck| !deck.is_empty()).unwrap_or(&layout.every_deck);
    let deck: Vec<&str> = deck.split("::").collect();
    let topic = draft.topic(&deck);
    let mut item = if let Some((stem, kind)) = multiple_choice(&front, answer) {
        Item::new(id, topic, stem, kind)
    } else {
        let text =
            |text: &str| AcceptedText { text: text.trim().to_owned(), credit: 1.into(), feedback: None };
        let accept = Accept::Texts(answer.split(OR).map(text).filter(|text| !text.text.is_empty()).collect());
        let short = ShortAnswer { accept, reject: Vec::new(), matching: Matching::default() };
        Item::new(id, topic, front.clone(), ItemKind::Short(short))
    };
    if let Some(text) = explanation {
        extras::explain(&mut item, text);
    }
    for tag in [cell(layout.tags), &layout.every_tags].iter().flat_map(|tags| tags.split([' ', '\u{3000}'])) {
        extras::apply_tag(&mut item, &tag.replace('\u{a0}', " "));
    }
    draft.push(item, Some(place));
}

/// Whether a field has a gap such as `{{c1::text}}`.
fn has_cloze(field: &str) -> bool {
    field.match_indices("{{c").any(|(at, sign)| {
        let rest = &field[at + sign.len()..];
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        number.len() < rest.len() && number.starts_with("::")
    })
}

/// Stem and options, where the front ends with lines `A. …` and the back names them.
fn multiple_choice(front: &str, answer: &str) -> Option<(String, ItemKind)> {
    let (stem, list) = front.rsplit_once("\n\n")?;
    let mut options = Vec::new();
    for (at, line) in list.lines().enumerate() {
        let text = line.strip_prefix(&label(at))?.strip_prefix([')', '.'])?.trim();
        options.push(Alternative { text: text.to_owned(), feedback: None });
    }
    let find = |text: &str| (0..options.len().min(64)).find(|at| label(*at) == text.trim());
    let keyed: OptionSet = answer.split(',').map(find).collect::<Option<_>>()?;
    let (stem, several) = match stem.strip_suffix(SEVERAL) {
        Some(stem) => (stem.trim_end(), true),
        None => (stem, keyed.len() > 1),
    };
    let first = keyed.iter().next()?;
    let key =
        if several { Key::Multiple { keyed, scoring: Scoring::AllOrNothing } } else { Key::Single(first) };
    Some((stem.to_owned(), choice(options, key)))
}

/// Writes notes of the type Basic: front, back, tags, deck, and the item's id as the note's.
pub(super) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    const WHY: &str = "a note has a front and a back";
    let mut lost = Vec::new();
    let mut out = "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n".to_owned();
    for line in header::lines(bank) {
        out.push_str(&format!("# {line}\n"));
    }
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(csv::QuoteStyle::NonNumeric)
        .from_writer(Vec::new());
    for item in &bank.items {
        let (front, answer) = match sides(item, &mut lost) {
            Ok(sides) => sides,
            Err(why) => {
                lost.push(Lost::of(&item.id, THE_ITEM, why));
                continue;
            }
        };
        let tagged = [
            "time",
            "rationale",
            "reference",
            "as-of",
            "competency",
            "level",
            "difficulty",
            "tags",
            "language",
            "vignette",
            "allow",
            "typos",
        ];
        lost.extend(
            extras::beyond(item, &tagged, bank.language.as_deref())
                .into_iter()
                .map(|what| Lost::of(&item.id, what, WHY)),
        );
        let reverse = extras::explanation(item).map_or(answer.clone(), |text| format!("{answer}\n\n{text}"));
        let tags = extras::tags(item, bank.language.as_deref());
        // A tag ends at a space; one that cannot be broken is none to Anki.
        let tags: Vec<String> = tags
            .iter()
            .filter(|tag| *tag != "typos:true")
            .map(|tag| tag.replace([' ', '\n'], "\u{a0}"))
            .collect();
        let deck = header::title_chain(&item.topic, &bank.topics).join("::");
        let record =
            [item.id.clone(), deck, markup::to_html(&front), markup::to_html(&reverse), tags.join(" ")];
        if writer.write_record(&record).is_err() {
            lost.push(Lost::of(&item.id, THE_ITEM, "the note could not be written"));
        }
    }
    out.push_str(&String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default());
    (out, lost)
}

fn sides(item: &Item, lost: &mut Vec<Lost>) -> Result<(String, String), String> {
    match &item.kind {
        ItemKind::Choice(choice) => {
            if choice.options.iter().any(|option| option.text.contains('\n')) {
                return Err("an option has more than one line".to_owned());
            }
            if choice.options.iter().enumerate().any(|(at, option)| option.label != label(at)) {
                lost.push(Lost::of(&item.id, "option labels", platform::NO_LABELS));
            }
            let several = matches!(choice.key, Key::Multiple { .. });
            if matches!(choice.key, Key::Multiple { scoring, .. } if scoring != Scoring::AllOrNothing) {
                lost.push(Lost::of(&item.id, "the scoring rule", "a note has none"));
            }
            let lines: Vec<String> = choice
                .options
                .iter()
                .enumerate()
                .map(|(at, option)| format!("{}) {}", label(at), option.text))
                .collect();
            let note = if several { format!(" {SEVERAL}") } else { String::new() };
            let labels: Vec<String> = choice.key.keyed().iter().map(label).collect();
            Ok((format!("{}{note}\n\n{}", item.stem, lines.join("\n")), labels.join(", ")))
        }
        ItemKind::Short(short) => {
            let Accept::Texts(texts) = &short.accept else {
                return Err("a note has texts as answers only".to_owned());
            };
            if texts.iter().any(|text| text.text.contains(OR) || text.text.contains('\n')) {
                return Err(format!("an answer holds `{}`, which stands between answers", OR.trim()));
            }
            let matching = short.matching;
            for (what, said) in
                [("letter case", matching.case == Case::Exact), ("typos: false", !matching.typos)]
            {
                if said {
                    lost.push(Lost::of(&item.id, what, "a note does not say how answers are compared"));
                }
            }
            if texts.iter().any(|text| text.credit != 1.into()) {
                lost.push(Lost::of(&item.id, "credit", "a note has none"));
            }
            let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
            Ok((item.stem.clone(), texts.join(OR)))
        }
    }
}
