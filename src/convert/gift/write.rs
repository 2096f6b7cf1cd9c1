//! Writing GIFT.

use super::signs::escape;
use crate::convert::draft::as_true_or_false;
use crate::convert::lost::{Lost, THE_ITEM};
use crate::convert::{credit, extras, header, markup, platform};
use crate::model::fraction::{MAX_DECIMALS, to_decimal};
use crate::model::{Accept, Bank, Case, Choice, Fraction, Item, ItemKind, Key, ShortAnswer};

/// Writes GIFT.
pub(in crate::convert) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    let mut out = String::new();
    let mut lost = Vec::new();
    for line in header::lines(bank) {
        out.push_str(&format!("// {line}\n"));
    }
    let mut topic = None;
    for item in &bank.items {
        if topic != Some(&item.topic) {
            topic = Some(&item.topic);
            let path = platform::category_path(&header::title_chain(&item.topic, &bank.topics));
            out.push_str(&format!("\n$CATEGORY: {}\n", escape(&path)));
        }
        let mut writer = Writer { item, html: !plain_texts(item), lost: &mut lost };
        match writer.answers() {
            Ok(answers) => {
                let head = writer.head(bank);
                out.push_str(&format!("\n{head} {{{answers}}}\n"));
            }
            Err(why) => lost.push(Lost::of(&item.id, THE_ITEM, why)),
        }
    }
    (out, lost)
}

struct Writer<'w> {
    item: &'w Item,
    html: bool,
    lost: &'w mut Vec<Lost>,
}

impl Writer<'_> {
    fn head(&mut self, bank: &Bank) -> String {
        let mut head = String::new();
        for tag in extras::tags(self.item, bank.language.as_deref()) {
            let tag = tag.replace('\\', "\\\\").replace(']', "\\]").replace('\n', " ");
            head.push_str(&format!("// [tag:{tag}]\n"));
        }
        if self.item.points != Fraction::from_integer(1) {
            self.lose("points", "GIFT has none; an item is worth 1");
        }
        if self.item.shuffle != platform::shuffles(self.item) {
            self.lose("shuffle", "GIFT does not say it");
        }
        let format = if self.html { "[html]" } else { "" };
        head.push_str(&format!("::{}::{format}{}", escape(&self.item.id), self.text(&self.item.stem)));
        head
    }

    fn answers(&mut self) -> Result<String, String> {
        let mut out = match &self.item.kind {
            ItemKind::Choice(choice) => match as_true_or_false(choice) {
                Some(truth) => self.true_or_false(truth, choice),
                None if choice.options.len() == 1 && matches!(choice.key, Key::Single(_)) => {
                    return Err("with one option, GIFT would take it for a short answer".to_owned());
                }
                None => self.choice(choice),
            },
            ItemKind::Short(short) => self.short(short)?,
        };
        if let Some(text) = extras::explanation(self.item) {
            // An empty line would end the item.
            let line_end = if out.ends_with('\n') { "" } else { "\n" };
            out.push_str(&format!("{line_end}\t####{}\n", self.text(&text)));
        }
        Ok(out)
    }

    fn true_or_false(&mut self, truth: bool, choice: &Choice) -> String {
        let (right, wrong) = (usize::from(!truth), usize::from(truth));
        let feedback = |at: usize| choice.options[at].feedback.as_deref().map(|text| self.text(text));
        let word = if truth { "TRUE" } else { "FALSE" };
        match (feedback(wrong), feedback(right)) {
            (None, None) => word.to_owned(),
            (wrong, None) => format!("{word}#{}", wrong.unwrap_or_default()),
            (wrong, Some(right)) => format!("{word}#{}#{right}", wrong.unwrap_or_default()),
        }
    }

    fn choice(&mut self, choice: &Choice) -> String {
        let (shares, lost) = credit::shares_of(&choice.key, choice.options.len());
        if let Some(what) = lost {
            self.lose(what, platform::NO_RULE);
        }
        if let Some(share) = shares.iter().find(|share| !credit::moodle_knows(**share)) {
            let what = format!("a share of {}%", credit::percent(*share));
            self.lose(&what, "Moodle has a fixed list of shares and refuses others");
        }
        if !platform::labels_by_place(choice) {
            self.lose("option labels", platform::NO_LABELS);
        }
        let single = matches!(choice.key, Key::Single(_));
        let mut out = String::new();
        for (option, share) in choice.options.iter().zip(shares) {
            let text = self.text(&option.text);
            // A text that begins like a weight needs a weight before it.
            let weight = if single && !text.starts_with('%') {
                String::new()
            } else {
                format!("%{}%", credit::percent(share))
            };
            let sign = if single && share == 1.into() { '=' } else { '~' };
            out.push_str(&format!("\n\t{sign}{weight}{text}"));
            if let Some(feedback) = &option.feedback {
                out.push_str(&format!("#{}", self.text(feedback)));
            }
        }
        out.push('\n');
        out
    }

    fn short(&mut self, short: &ShortAnswer) -> Result<String, String> {
        let mut out = String::new();
        match &short.accept {
            Accept::Texts(texts) => {
                if short.matching.case == Case::Exact {
                    self.lose("letter case", "in GIFT it never counts");
                }
                if texts
                    .iter()
                    .map(|accepted| &accepted.text)
                    .chain(&short.reject)
                    .any(|text| text.contains("->"))
                {
                    return Err("an arrow in an answer would be taken for matching".to_owned());
                }
                for accepted in texts {
                    let weight = if accepted.credit == 1.into() && !accepted.text.starts_with('%') {
                        String::new()
                    } else {
                        if !credit::moodle_knows(accepted.credit) {
                            let what = format!("a share of {}%", credit::percent(accepted.credit));
                            self.lose(&what, "Moodle has a fixed list of shares and refuses others");
                        }
                        format!("%{}%", credit::percent(accepted.credit))
                    };
                    out.push_str(&format!("\n\t={weight}{}", escape(&platform::no_wildcard(&accepted.text))));
                    if let Some(feedback) = &accepted.feedback {
                        out.push_str(&format!("#{}", self.text(feedback)));
                    }
                }
                for text in &short.reject {
                    out.push_str(&format!("\n\t=%0%{}", escape(&platform::no_wildcard(text))));
                }
                out.push('\n');
            }
            Accept::Number { value, tolerance, units } => {
                if !units.is_empty() {
                    self.lose("units", "GIFT has numbers alone");
                }
                if !short.reject.is_empty() {
                    self.lose("reject", "a number has none in GIFT");
                }
                let places = u32::try_from(MAX_DECIMALS).unwrap_or(6);
                out.push_str(&format!("#{}:{}", to_decimal(*value, places), to_decimal(*tolerance, places)));
            }
            Accept::Words(_) => return Err(platform::NO_WORDS.to_owned()),
            Accept::List { .. } => return Err(platform::NO_LIST.to_owned()),
        }
        Ok(out)
    }

    fn text(&self, text: &str) -> String {
        if self.html { escape(&markup::to_html(text)) } else { escape(text) }
    }

    fn lose(&mut self, what: &str, why: &str) {
        self.lost.push(Lost::of(&self.item.id, what, why));
    }
}

/// Whether no text of the item needs HTML.
fn plain_texts(item: &Item) -> bool {
    let mut texts = vec![Some(item.stem.as_str())];
    let explanation = extras::explanation(item);
    texts.push(explanation.as_deref());
    match &item.kind {
        ItemKind::Choice(choice) => {
            for option in &choice.options {
                texts.extend([Some(option.text.as_str()), option.feedback.as_deref()]);
            }
        }
        ItemKind::Short(ShortAnswer { accept: Accept::Texts(accepted), .. }) => {
            texts.extend(accepted.iter().map(|text| text.feedback.as_deref()));
        }
        ItemKind::Short(_) => {}
    }
    texts.into_iter().flatten().all(markup::is_plain)
}
