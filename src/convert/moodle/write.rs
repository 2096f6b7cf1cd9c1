//! Writing Moodle XML.

use crate::convert::draft::as_true_or_false;
use crate::convert::lost::{Lost, THE_ITEM};
use crate::convert::{credit, extras, header, markup, platform};
use crate::model::fraction::{MAX_DECIMALS, to_decimal};
use crate::model::{Accept, Bank, Case, Choice, Fraction, Item, ItemKind, Key, ShortAnswer};
use quick_xml::escape::escape;

/// Writes Moodle XML.
pub(in crate::convert) fn write(bank: &Bank) -> (String, Vec<Lost>) {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_owned();
    let mut lost = Vec::new();
    for line in header::lines(bank) {
        // A comment must not hold two hyphens in a row, nor end with one.
        out.push_str(&format!(
            "<!-- {} -->\n",
            escape(line.as_str()).replace("--", "-&#45;").replace("--", "-&#45;")
        ));
    }
    let mut topic = None;
    for item in &bank.items {
        if topic != Some(&item.topic) {
            topic = Some(&item.topic);
            category(&mut out, item, bank);
        }
        let mut writer = Writer { item, out: String::new(), lost: &mut lost };
        match writer.question(bank) {
            Ok(()) => out.push_str(&writer.out),
            Err(why) => lost.push(Lost::of(&item.id, THE_ITEM, why)),
        }
    }
    out.push_str("</quiz>\n");
    (out, lost)
}

fn category(out: &mut String, item: &Item, bank: &Bank) {
    let path = platform::category_path(&header::title_chain(&item.topic, &bank.topics));
    out.push_str(&format!(
        "\n<question type=\"category\">\n  <category><text>{}</text></category>\n  <idnumber>{}</idnumber>\n</question>\n",
        escape(path.as_str()),
        escape(item.topic.as_str()),
    ));
}

struct Writer<'w> {
    item: &'w Item,
    out: String,
    lost: &'w mut Vec<Lost>,
}

impl Writer<'_> {
    fn question(&mut self, bank: &Bank) -> Result<(), String> {
        let item = self.item;
        let truth = item.choice().and_then(as_true_or_false);
        let kind = match (&item.kind, truth) {
            (ItemKind::Choice(_), Some(_)) => "truefalse",
            (ItemKind::Choice(_), None) => "multichoice",
            (ItemKind::Short(ShortAnswer { accept: Accept::Texts(_), .. }), _) => "shortanswer",
            (ItemKind::Short(ShortAnswer { accept: Accept::Number { .. }, .. }), _) => "numerical",
            (ItemKind::Short(ShortAnswer { accept: Accept::Words(_), .. }), _) => {
                return Err(platform::NO_WORDS.to_owned());
            }
            (ItemKind::Short(ShortAnswer { accept: Accept::List { .. }, .. }), _) => {
                return Err(platform::NO_LIST.to_owned());
            }
        };
        self.out.push_str(&format!("\n<question type=\"{kind}\">\n"));
        self.line(1, &format!("<name><text>{}</text></name>", escape(item.id.as_str())));
        self.html(1, "questiontext", "", &item.stem);
        if let Some(text) = extras::explanation(item) {
            self.html(1, "generalfeedback", "", &text);
        }
        self.line(1, &format!("<defaultgrade>{}</defaultgrade>", decimal(item.points)));
        self.line(1, "<penalty>0</penalty>");
        self.line(1, "<hidden>0</hidden>");
        self.line(1, &format!("<idnumber>{}</idnumber>", escape(item.id.as_str())));
        match &item.kind {
            ItemKind::Choice(choice) => match truth {
                Some(truth) => self.true_or_false(choice, truth),
                None => self.choice(choice),
            },
            ItemKind::Short(short) => self.short(short),
        }
        let tags = extras::tags(item, bank.language.as_deref());
        if !tags.is_empty() {
            self.line(1, "<tags>");
            for tag in tags {
                self.line(2, &format!("<tag><text>{}</text></tag>", escape(tag.as_str())));
            }
            self.line(1, "</tags>");
        }
        self.out.push_str("</question>\n");
        Ok(())
    }

    fn choice(&mut self, choice: &Choice) {
        let (shares, lost) = credit::shares_of(&choice.key, choice.options.len());
        if let Some(what) = lost {
            self.lose(what, platform::NO_RULE);
        }
        if !platform::labels_by_place(choice) {
            self.lose("option labels", platform::NO_LABELS);
        }
        let single = matches!(choice.key, Key::Single(_));
        self.line(1, &format!("<single>{single}</single>"));
        self.line(1, &format!("<shuffleanswers>{}</shuffleanswers>", self.item.shuffle));
        self.line(1, "<answernumbering>ABCD</answernumbering>");
        for (option, share) in choice.options.iter().zip(shares) {
            self.check_share(share);
            self.answer(&markup::to_html(&option.text), "html", share, option.feedback.as_deref(), "");
        }
    }

    fn true_or_false(&mut self, choice: &Choice, truth: bool) {
        if self.item.shuffle {
            self.lose("shuffle", "Moodle shows True before False");
        }
        for (option, (text, right)) in choice.options.iter().zip([("true", truth), ("false", !truth)]) {
            let share = Fraction::from_integer(i64::from(right));
            self.answer(text, "moodle_auto_format", share, option.feedback.as_deref(), "");
        }
    }

    fn short(&mut self, short: &ShortAnswer) {
        match &short.accept {
            Accept::Texts(texts) => {
                let case = short.matching.case == Case::Exact;
                self.line(1, &format!("<usecase>{}</usecase>", u8::from(case)));
                for accepted in texts {
                    self.check_share(accepted.credit);
                    let text = platform::no_wildcard(&accepted.text);
                    let feedback = accepted.feedback.as_deref();
                    self.answer(&text, "moodle_auto_format", accepted.credit, feedback, "");
                }
                for text in &short.reject {
                    let text = platform::no_wildcard(text);
                    self.answer(&text, "moodle_auto_format", 0.into(), None, "");
                }
            }
            Accept::Number { value, tolerance, units } => {
                if !short.reject.is_empty() {
                    self.lose("reject", "a number has none in Moodle");
                }
                let tolerance = format!("    <tolerance>{}</tolerance>\n", decimal(*tolerance));
                self.answer(&decimal(*value), "moodle_auto_format", 1.into(), None, &tolerance);
                // Without a unit penalty Moodle takes the number with or without its unit.
                self.line(
                    1,
                    &format!(
                        "<unitgradingtype>0</unitgradingtype><showunits>{}</showunits>",
                        if units.is_empty() { 3 } else { 0 }
                    ),
                );
                if !units.is_empty() {
                    self.line(1, "<units>");
                    for unit in units {
                        let name = escape(unit.as_str()).into_owned();
                        let unit =
                            format!("<unit><multiplier>1</multiplier><unit_name>{name}</unit_name></unit>");
                        self.line(2, &unit);
                    }
                    self.line(1, "</units>");
                }
            }
            // `question` has turned these away.
            Accept::Words(_) | Accept::List { .. } => {}
        }
    }

    fn answer(&mut self, text: &str, format: &str, share: Fraction, feedback: Option<&str>, more: &str) {
        let percent = credit::percent(share);
        self.line(1, &format!("<answer fraction=\"{percent}\" format=\"{format}\">"));
        self.line(2, &format!("<text>{}</text>", escape(text)));
        if let Some(feedback) = feedback {
            self.html(2, "feedback", "", feedback);
        }
        self.out.push_str(more);
        self.line(1, "</answer>");
    }

    fn html(&mut self, depth: usize, name: &str, more: &str, text: &str) {
        let html = markup::to_html(text);
        let html = escape(html.as_str());
        self.line(depth, &format!("<{name} format=\"html\"{more}><text>{html}</text></{name}>"));
    }

    fn check_share(&mut self, share: Fraction) {
        if !credit::moodle_knows(share) {
            let what = format!("a share of {}%", credit::percent(share));
            self.lose(&what, "Moodle has a fixed list of shares and refuses others");
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.out.extend(std::iter::repeat_n("  ", depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn lose(&mut self, what: &str, why: &str) {
        self.lost.push(Lost::of(&self.item.id, what, why));
    }
}

fn decimal(value: Fraction) -> String {
    to_decimal(value, u32::try_from(MAX_DECIMALS).unwrap_or(6))
}
