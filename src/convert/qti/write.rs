//! Writing a package of QTI 2.1: one file an item, a test that names them all, and a manifest.

use crate::convert::lost::{Lost, THE_ITEM};
use crate::convert::{credit, extras, header, markup};
use crate::model::fraction::{MAX_DECIMALS, to_decimal};
use crate::model::{Accept, Bank, Case, Choice, Fraction, Item, ItemKind, Key, Scoring, ShortAnswer};
use quick_xml::escape::escape;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACES: &str = "xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"";

/// Writes a package.
pub(in crate::convert) fn write(bank: &Bank) -> (Vec<u8>, Vec<Lost>) {
    let mut lost = Vec::new();
    let mut files = Vec::new();
    for item in &bank.items {
        let mut writer = Writer { item, lost: &mut lost };
        match writer.document() {
            Ok(text) => files.push((item, text)),
            Err(why) => lost.push(Lost::of(&item.id, THE_ITEM, why)),
        }
    }
    match archive(bank, &files) {
        Ok(bytes) => (bytes, lost),
        Err(error) => {
            lost.push(Lost::of("", "the archive", error.to_string()));
            (Vec::new(), lost)
        }
    }
}

fn archive(bank: &Bank, files: &[(&Item, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The same bank gives the same bytes: the time of writing is not in them.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    archive.start_file("imsmanifest.xml", options)?;
    archive.write_all(manifest(bank, files).as_bytes())?;
    archive.start_file("test.xml", options)?;
    archive.write_all(test(bank, files).as_bytes())?;
    for (number, (item, text)) in (1..).zip(files) {
        archive.start_file(file_of(number, item), options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The name of the `number`-th item's file: its id, where every system can have a file of that name beside all the
/// others, else its number behind a dot, which no such id has.
fn file_of(number: usize, item: &Item) -> String {
    let id = item.id.as_str();
    let is_plain = id.len() <= LONGEST_NAME
        && id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte));
    if is_plain && !is_device(id) { format!("items/{id}.xml") } else { format!("items/item.{number}.xml") }
}

/// Bytes of an id that names a file.
const LONGEST_NAME: usize = 100;

/// Windows keeps some names for devices, whatever ending stands behind them.
fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()))
}

fn manifest(bank: &Bank, files: &[(&Item, String)]) -> String {
    let mut out = DECLARATION.to_owned();
    out.push_str("<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"manifest\">\n");
    for line in header::lines(bank) {
        let line = escape(line.as_str()).replace("--", "-&#45;").replace("--", "-&#45;");
        out.push_str(&format!("  <!-- {line} -->\n"));
    }
    out.push_str(
        "  <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n",
    );
    out.push_str("  <organizations/>\n  <resources>\n");
    out.push_str("    <resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"test.xml\"><file href=\"test.xml\"/></resource>\n");
    for (number, (item, _)) in (1..).zip(files) {
        let file = file_of(number, item);
        out.push_str(&format!(
            "    <resource identifier=\"item-{number}\" type=\"imsqti_item_xmlv2p1\" href=\"{file}\">\n"
        ));
        out.push_str("      <metadata><lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\"><general>\n");
        let topic = std::iter::once(format!("topic:{}", item.topic));
        for keyword in topic.chain(extras::tags(item, bank.language.as_deref())) {
            let keyword = escape(keyword.as_str());
            out.push_str(&format!("        <keyword><string>{keyword}</string></keyword>\n"));
        }
        out.push_str(&format!(
            "      </general></lom></metadata>\n      <file href=\"{file}\"/>\n    </resource>\n"
        ));
    }
    out.push_str("  </resources>\n</manifest>\n");
    out
}

fn test(bank: &Bank, files: &[(&Item, String)]) -> String {
    let title = escape(bank.title.as_deref().unwrap_or(&bank.id)).into_owned();
    let mut out = format!(
        "{DECLARATION}<assessmentTest {SPACES} identifier=\"{}\" title=\"{title}\">\n",
        identifier(&bank.id)
    );
    out.push_str(
        "  <testPart identifier=\"part\" navigationMode=\"nonlinear\" submissionMode=\"simultaneous\">\n",
    );
    out.push_str("    <assessmentSection identifier=\"section\" title=\"Items\" visible=\"true\">\n");
    for (number, (item, _)) in (1..).zip(files) {
        out.push_str(&format!(
            "      <assessmentItemRef identifier=\"item-{number}\" href=\"{}\"/>\n",
            file_of(number, item)
        ));
    }
    out.push_str("    </assessmentSection>\n  </testPart>\n</assessmentTest>\n");
    out
}

struct Writer<'w> {
    item: &'w Item,
    lost: &'w mut Vec<Lost>,
}

impl Writer<'_> {
    fn document(&mut self) -> Result<String, String> {
        let item = self.item;
        let id = escape(item.id.as_str());
        let mut out = format!(
            "{DECLARATION}<assessmentItem {SPACES} identifier=\"{id}\" title=\"{id}\" adaptive=\"false\" timeDependent=\"false\">\n"
        );
        let points = decimal(item.points);
        let (declaration, interaction, processing) = match &item.kind {
            ItemKind::Choice(choice) => self.choice(choice),
            ItemKind::Short(short) => self.short(short)?,
        };
        out.push_str(&declaration);
        out.push_str("  <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n");
        out.push_str(&format!("  <outcomeDeclaration identifier=\"MAXSCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>{points}</value></defaultValue></outcomeDeclaration>\n"));
        let several = matches!(item.choice().map(|choice| choice.key), Some(Key::Multiple { .. }));
        let cardinality = if several { "multiple" } else { "single" };
        out.push_str(&format!("  <outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"{cardinality}\" baseType=\"identifier\"/>\n"));
        let explanation = extras::explanation(item);
        if explanation.is_some() {
            out.push_str("  <outcomeDeclaration identifier=\"EXPLANATION\" cardinality=\"single\" baseType=\"identifier\"><defaultValue><value>explanation</value></defaultValue></outcomeDeclaration>\n");
        }
        out.push_str(&format!("  <itemBody>\n    {}\n    {interaction}\n  </itemBody>\n", block(&item.stem)));
        out.push_str(&processing);
        if let Some(text) = explanation {
            out.push_str(&format!("  <modalFeedback outcomeIdentifier=\"EXPLANATION\" identifier=\"explanation\" showHide=\"show\">{}</modalFeedback>\n", block(&text)));
        }
        out.push_str("</assessmentItem>\n");
        Ok(out)
    }

    fn choice(&mut self, choice: &Choice) -> (String, String, String) {
        let fits = |label: &str| label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let by_label =
            choice.options.iter().all(|option| fits(&option.label) && !option.label.starts_with('_'));
        if !by_label {
            self.lose("option labels", "identifiers in QTI are letters and digits");
        }
        let ids: Vec<String> = choice
            .options
            .iter()
            .enumerate()
            .map(
                |(at, option)| {
                    if by_label { identifier(&option.label) } else { format!("option-{}", at + 1) }
                },
            )
            .collect();
        let (cardinality, most, shares) = match choice.key {
            Key::Single(_) => ("single", 1, None),
            Key::Multiple { scoring: Scoring::AllOrNothing, .. } => ("multiple", 0, None),
            Key::Multiple { .. } => {
                let (shares, lost) = credit::shares_of(&choice.key, choice.options.len());
                if let Some(what) = lost {
                    self.lose(what, "QTI's mapping adds up points of single options");
                }
                ("multiple", 0, Some(shares))
            }
        };
        let mut declaration = format!(
            "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"identifier\">\n    <correctResponse>"
        );
        for at in choice.key.keyed().iter() {
            declaration.push_str(&format!("<value>{}</value>", ids[at]));
        }
        declaration.push_str("</correctResponse>\n");
        if let Some(shares) = &shares {
            let points = self.item.points;
            declaration.push_str(&format!(
                "    <mapping lowerBound=\"0\" upperBound=\"{}\" defaultValue=\"0\">\n",
                decimal(points)
            ));
            for (id, share) in ids.iter().zip(shares) {
                declaration.push_str(&format!(
                    "      <mapEntry mapKey=\"{id}\" mappedValue=\"{}\"/>\n",
                    decimal(*share * points)
                ));
            }
            declaration.push_str("    </mapping>\n");
        }
        declaration.push_str("  </responseDeclaration>\n");
        let mut interaction = format!(
            "<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"{}\" maxChoices=\"{most}\">\n",
            self.item.shuffle
        );
        for (id, option) in ids.iter().zip(&choice.options) {
            let fixed = if self.item.shuffle { "" } else { " fixed=\"true\"" };
            interaction.push_str(&format!(
                "      <simpleChoice identifier=\"{id}\"{fixed}>{}",
                markup::to_html(&option.text)
            ));
            if let Some(feedback) = &option.feedback {
                let html = markup::to_html(feedback);
                let name = if html.starts_with('<') && html.contains('\n') {
                    "feedbackBlock"
                } else {
                    "feedbackInline"
                };
                interaction.push_str(&format!("<{name} outcomeIdentifier=\"FEEDBACK\" identifier=\"{id}\" showHide=\"show\">{html}</{name}>"));
            }
            interaction.push_str("</simpleChoice>\n");
        }
        interaction.push_str("    </choiceInteraction>");
        let score = if shares.is_some() {
            mapped()
        } else {
            self.matched(
                "<match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>",
            )
        };
        let shown = "    <setOutcomeValue identifier=\"FEEDBACK\"><variable identifier=\"RESPONSE\"/></setOutcomeValue>\n";
        (declaration, interaction, processing(&format!("{score}{shown}")))
    }

    fn short(&mut self, short: &ShortAnswer) -> Result<(String, String, String), String> {
        let points = self.item.points;
        let entry = "<p><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>".to_owned();
        match &short.accept {
            Accept::Texts(texts) => {
                let first =
                    texts.first().map(|text| escape(text.text.as_str()).into_owned()).unwrap_or_default();
                let case = short.matching.case == Case::Exact;
                let mut declaration = format!(
                    "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\">\n    <correctResponse><value>{first}</value></correctResponse>\n    <mapping defaultValue=\"0\">\n"
                );
                let rejected = short.reject.iter().map(|text| (text, Fraction::from_integer(0)));
                for (text, credit) in texts.iter().map(|text| (&text.text, text.credit)).chain(rejected) {
                    declaration.push_str(&format!(
                        "      <mapEntry mapKey=\"{}\" mappedValue=\"{}\" caseSensitive=\"{case}\"/>\n",
                        escape(text.as_str()),
                        decimal(credit * points)
                    ));
                }
                declaration.push_str("    </mapping>\n  </responseDeclaration>\n");
                if texts.iter().any(|text| text.feedback.is_some()) {
                    self.lose("feedback", "QTI has it for options only");
                }
                Ok((declaration, entry, processing(&mapped())))
            }
            Accept::Number { value, tolerance, units } => {
                if !units.is_empty() {
                    self.lose("units", "QTI has numbers alone");
                }
                if !short.reject.is_empty() {
                    self.lose("reject", "a number has none in QTI");
                }
                let declaration = format!(
                    "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"float\">\n    <correctResponse><value>{}</value></correctResponse>\n  </responseDeclaration>\n",
                    decimal(*value)
                );
                let tolerance = decimal(*tolerance);
                let test = format!(
                    "<equal toleranceMode=\"absolute\" tolerance=\"{tolerance} {tolerance}\"><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></equal>"
                );
                Ok((declaration, entry, processing(&self.matched(&test))))
            }
            Accept::Words(_) => Err("`accept-words` has no counterpart in QTI".to_owned()),
            Accept::List { .. } => Err("`accept-list` has no counterpart in QTI".to_owned()),
        }
    }

    /// All points where a test holds.
    fn matched(&self, test: &str) -> String {
        let points = decimal(self.item.points);
        format!(
            "    <responseCondition><responseIf>{test}<setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">{points}</baseValue></setOutcomeValue></responseIf></responseCondition>\n"
        )
    }

    fn lose(&mut self, what: &str, why: &str) {
        self.lost.push(Lost::of(&self.item.id, what, why));
    }
}

/// The points of the mapping.
fn mapped() -> String {
    "    <setOutcomeValue identifier=\"SCORE\"><mapResponse identifier=\"RESPONSE\"/></setOutcomeValue>\n"
        .to_owned()
}

fn processing(rules: &str) -> String {
    format!("  <responseProcessing>\n{rules}  </responseProcessing>\n")
}

/// The HTML of a text as blocks, which the body of an item consists of.
fn block(text: &str) -> String {
    let html = markup::to_html(text);
    let is_block =
        ["<p", "<ul", "<ol", "<pre", "<blockquote", "<h", "<table"].iter().any(|tag| html.starts_with(tag));
    if is_block { html } else { format!("<p>{html}</p>") }
}

/// A name that QTI takes: it begins with a letter or an underscore.
fn identifier(name: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name.to_owned() } else { format!("_{name}") }
}

fn decimal(value: Fraction) -> String {
    to_decimal(value, u32::try_from(MAX_DECIMALS).unwrap_or(6))
}
