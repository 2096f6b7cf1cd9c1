//! Reads a bank with serde_yaml into structs that own every text, and checks nothing.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is thrown away")]
struct Bank {
    bank: String,
    title: Option<String>,
    language: Option<String>,
    #[serde(default)]
    topics: BTreeMap<String, String>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "what is read is thrown away")]
struct Item {
    id: String,
    topic: String,
    level: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    stem: String,
    #[serde(default)]
    options: BTreeMap<String, String>,
    answer: Option<Answer>,
    #[serde(default)]
    accept: Vec<String>,
    #[serde(default, rename = "match")]
    matching: BTreeMap<String, bool>,
    rationale: Option<String>,
    reference: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "what is read is thrown away")]
enum Answer {
    One(String),
    Several(Vec<String>),
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: yaml_structs FILE")?;
    let bank: Bank = serde_yaml::from_str(&std::fs::read_to_string(path)?)?;
    println!("{} items", bank.items.len());
    Ok(())
}
