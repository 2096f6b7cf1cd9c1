//! Generates a bank, or sheets for it, to standard output. The same arguments always give the same bytes.
//!
//! `sheets bank ITEMS`, `sheets choice-bank ITEMS` (without the short answers), `sheets wide ITEMS ROWS`,
//! `sheets long ITEMS ROWS`
//!
//! Candidates and items differ; the better a candidate, the more often right. Every 20th item is a multiple
//! response and every 31st a short answer. Three cells in a hundred are blank, one is in lower case, one has
//! a space beside it, and one in a thousand is no option.

use std::io::{self, BufWriter, Write};

const TOPICS: [&str; 8] =
    ["ethics", "assessment", "engagement", "planning", "support", "diversity", "research", "policy"];
const ACCEPTED: [&str; 4] =
    ["reflective listening", "informed consent", "harm reduction", "motivational interviewing"];
const WRONG: [&str; 6] =
    ["listening", "consent, implied", "a \"\"safe\"\" place", "advice", "reflectve listening", "boundaries"];
/// Words of the generated texts are made of two of these.
const SYLLABLES: [&str; 64] = [
    "ba", "be", "bi", "bo", "ca", "ce", "ci", "co", "da", "de", "di", "do", "fa", "fe", "fi", "fo", "ga",
    "ge", "gi", "go", "ha", "he", "hi", "ho", "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na", "ne",
    "ni", "no", "pa", "pe", "pi", "po", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "ta", "te", "ti",
    "to", "va", "ve", "vi", "vo", "wa", "we", "wi", "wo", "za", "ze", "zi", "zo",
];
/// Keys of multiple responses and what else is entered.
const SETS: [&str; 6] = ["A;C", "B;D", "A;B", "C", "a;d", "B; C"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize| arguments.get(place).and_then(|text| text.parse::<u64>().ok());
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match (arguments.first().map(String::as_str), number(1), number(2)) {
        (Some("bank"), Some(items), _) => bank(&mut out, items, true)?,
        (Some("choice-bank"), Some(items), _) => bank(&mut out, items, false)?,
        (Some("wide"), Some(items), Some(rows)) => wide(&mut out, items, rows)?,
        (Some("long"), Some(items), Some(rows)) => long(&mut out, items, rows)?,
        _ => return Err("usage: sheets bank|choice-bank ITEMS | sheets wide|long ITEMS ROWS".into()),
    }
    Ok(out.flush()?)
}

/// What kind of item stands at a place.
#[derive(Clone, Copy)]
enum Kind {
    Single { key: u8 },
    Multiple { key: &'static str },
    Short { accepted: &'static str },
}

fn kind(item: u64) -> Kind {
    let mixed = mix(item);
    if item % 31 == 30 {
        Kind::Short { accepted: ACCEPTED[(mixed % 4) as usize] }
    } else if item % 20 == 19 {
        Kind::Multiple { key: SETS[(mixed % 3) as usize] }
    } else {
        Kind::Single { key: b'A' + (mixed % 4) as u8 }
    }
}

fn bank(out: &mut impl Write, items: u64, with_short: bool) -> io::Result<()> {
    writeln!(out, "bank: generated\ntitle: Generated items\ntopics:")?;
    for topic in TOPICS {
        writeln!(out, "  {topic}: {topic}")?;
    }
    writeln!(out, "items:")?;
    for item in (0..items).filter(|&item| with_short || !matches!(kind(item), Kind::Short { .. })) {
        let topic = TOPICS[(item % 8) as usize];
        let mut random = Random(mix(item));
        writeln!(out, "  - id: q{item:05}\n    topic: {topic}\n    level: application\n    stem: >-")?;
        writeln!(
            out,
            "      {}\n      {}\n      What fits case {item} best?",
            text(&mut random, 16),
            text(&mut random, 14)
        )?;
        match kind(item) {
            Kind::Short { accepted } => writeln!(out, "    accept: [{accepted}]")?,
            Kind::Single { key } => options(out, &mut random, &(key as char).to_string())?,
            Kind::Multiple { key } => options(out, &mut random, &format!("[{}]", key.replace(';', ", ")))?,
        }
        writeln!(out, "    rationale: |\n      {}\n      {}", text(&mut random, 12), text(&mut random, 12))?;
        writeln!(out, "    reference: Generated item {item}")?;
    }
    Ok(())
}

fn options(out: &mut impl Write, random: &mut Random, answer: &str) -> io::Result<()> {
    writeln!(out, "    options:")?;
    for label in ["A", "B", "C", "D"] {
        writeln!(out, "      {label}: {}", text(random, 9))?;
    }
    writeln!(out, "    answer: {answer}")
}

/// So many words; some are far more frequent than others, as in any language.
fn text(random: &mut Random, words: usize) -> String {
    let mut text = String::from("The");
    for _ in 0..words {
        let word = random.below(64) * random.below(64);
        text.extend([" ", SYLLABLES[(word / 64) as usize], SYLLABLES[(word % 64) as usize]]);
    }
    text + "."
}

fn wide(out: &mut impl Write, items: u64, rows: u64) -> io::Result<()> {
    write!(out, "candidate")?;
    for item in 0..items {
        write!(out, ",q{item:05}")?;
    }
    let kinds: Vec<Kind> = (0..items).map(kind).collect();
    for row in 0..rows {
        let mut random = Random::of_row(row);
        let ability = random.below(100);
        write!(out, "\nC-{row:08}")?;
        for (item, kind) in kinds.iter().enumerate() {
            out.write_all(b",")?;
            cell(out, *kind, item, ability, &mut random)?;
        }
    }
    out.write_all(b"\n")
}

fn long(out: &mut impl Write, items: u64, rows: u64) -> io::Result<()> {
    writeln!(out, "candidate,item,response")?;
    let kinds: Vec<Kind> = (0..items).map(kind).collect();
    for row in 0..rows {
        let mut random = Random::of_row(row);
        let ability = random.below(100);
        for (item, kind) in kinds.iter().enumerate() {
            write!(out, "C-{row:08},q{item:05},")?;
            cell(out, *kind, item, ability, &mut random)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn cell(out: &mut impl Write, kind: Kind, item: usize, ability: u64, random: &mut Random) -> io::Result<()> {
    let form = random.below(1000);
    if form < 30 {
        return Ok(());
    }
    let is_right = random.below(200) < 50 + ability + item as u64 % 40;
    match kind {
        Kind::Short { accepted } if is_right => out.write_all(accepted.as_bytes()),
        Kind::Short { .. } => {
            let text = WRONG[random.below(6) as usize];
            let quote = if text.contains([',', '"']) { "\"" } else { "" };
            write!(out, "{quote}{text}{quote}")
        }
        Kind::Multiple { key } => {
            out.write_all(if is_right { key } else { SETS[random.below(6) as usize] }.as_bytes())
        }
        Kind::Single { key } => {
            let label = if is_right { key } else { b'A' + random.below(4) as u8 };
            match form {
                30..40 => out.write_all(&[label.to_ascii_lowercase()]),
                40..45 => out.write_all(&[b' ', label]),
                45..50 => out.write_all(&[label, b' ']),
                50 => out.write_all(b"E"),
                _ => out.write_all(&[label]),
            }
        }
    }
}

/// Numbers that look random: SplitMix64.
struct Random(u64);

impl Random {
    fn of_row(row: u64) -> Self {
        Self(mix(row ^ 0x5EED))
    }

    /// A number below `limit`; the bias of so small limits does not matter here.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0) % limit
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
