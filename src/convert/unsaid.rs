//! What files of `qbank` itself say beside their values: comments, and the order of topics.

use super::lost::{Lost, Place};
use crate::diagnostic::{SourceId, Span};
use crate::load::{File, Loaded};
use crate::model::topic::is_within;

/// The line by which editors find the schema, which every written bank has.
const SCHEMA: &str = "# yaml-language-server:";

/// What a bank that is written again would not say, file by file.
pub fn unsaid(loaded: &Loaded) -> Vec<(SourceId, Vec<Lost>)> {
    let of = |file: &File| (file.source, of_file(file, loaded));
    loaded.files.iter().map(of).filter(|(_, lost)| !lost.is_empty()).collect()
}

fn of_file(file: &File, loaded: &Loaded) -> Vec<Lost> {
    let banks = || loaded.banks.iter().filter(|bank| bank.source == file.source);
    let root = file.root(&loaded.sources);
    let topics = root.and_then(|root| root.get("topics"));
    if banks().next().is_none() && topics.is_none() {
        return Vec::new();
    }
    let source = loaded.sources.get(file.source);
    let place = |span: Span| {
        let place = source.place(span.start);
        Some(Place { line: place.line, column: place.column })
    };
    let items: Vec<(&str, Span)> = banks()
        .flat_map(|bank| bank.bank.items.iter().zip(&bank.places))
        .map(|(item, node)| (&*item.id, loaded.node(file.source, *node).span()))
        .collect();
    let mut comments: Vec<(&str, Vec<Span>)> = Vec::new();
    for comment in file.tree.comments(source) {
        if source.slice(comment).starts_with(SCHEMA) {
            continue;
        }
        let inside = |span: &Span| span.start <= comment.start && comment.start < span.end;
        let item = items.iter().find(|(_, span)| inside(span)).map_or("", |(id, _)| id);
        match comments.iter_mut().find(|(known, _)| *known == item) {
            Some((_, spans)) => spans.push(comment),
            None => comments.push((item, vec![comment])),
        }
    }
    let mut lost = Vec::new();
    for (item, spans) in comments {
        let at: Vec<String> = spans.iter().map(|span| source.place(span.start).line.to_string()).collect();
        let what = match &at[..] {
            [first @ .., end] if !first.is_empty() => {
                format!("{} comments, in lines {} and {end}", at.len(), first.join(", "))
            }
            _ => "a comment".to_owned(),
        };
        let place = spans.first().and_then(|span| place(*span));
        let comments = Lost::of(item, what, "a bank that is written has none");
        lost.push(Lost { place, is_aside: true, ..comments });
    }
    if let Some(topics) = topics {
        let ids: Vec<&str> = topics.entries().map(|entry| entry.name()).collect();
        if !ids.is_sorted() {
            let (what, why) = ("the order of topics", "topics are written in the order of their ids");
            lost.push(Lost { place: place(topics.span()), is_aside: true, ..Lost::of("", what, why) });
        }
        let declares = banks().next().is_some();
        for entry in topics.entries().filter(|_| !declares) {
            if !loaded.items().any(|found| is_within(&found.item.topic, entry.name())) {
                let why = "no item is in it, and no bank declares it";
                let what = format!("the topic `{}`", entry.name());
                lost.push(Lost { place: place(entry.key.span()), ..Lost::of("", what, why) });
            }
        }
    }
    lost
}
