//! Values of a tree that has been held against its declaration. What is not as declared reads as absent:
//! a finding has been added then.

use crate::model::Fraction;
use crate::model::fraction::parse_decimal;
use crate::model::time::parse_duration;
use crate::yaml::Node;
use std::time::Duration;

/// The text behind `key`.
pub(super) fn text(map: Node<'_>, key: &str) -> Option<String> {
    map.get(key).and_then(Node::text).map(str::to_owned)
}

/// The decimal behind `key`.
pub(super) fn decimal(map: Node<'_>, key: &str) -> Option<Fraction> {
    map.get(key).and_then(Node::text).and_then(parse_decimal)
}

/// The duration behind `key`.
pub(super) fn duration(map: Node<'_>, key: &str) -> Option<Duration> {
    map.get(key).and_then(Node::text).and_then(parse_duration)
}

/// The truth value behind `key`.
pub(super) fn truth(map: Node<'_>, key: &str) -> Option<bool> {
    map.get(key).and_then(Node::text).map(|text| text == "true")
}

/// The value that the name behind `key` stands for in a table such as [`crate::model::Level::ALL`].
pub(super) fn named<T: Copy>(map: Node<'_>, key: &str, table: &[(T, &'static str)]) -> Option<T> {
    let name = map.get(key)?.text()?;
    table.iter().find(|(_, other)| *other == name).map(|(value, _)| *value)
}

/// The texts of the list behind `key`.
pub(super) fn texts(map: Node<'_>, key: &str) -> Vec<String> {
    map.get(key).map(texts_of).unwrap_or_default()
}

/// The texts of a list, or the one text.
pub(super) fn texts_of(node: Node<'_>) -> Vec<String> {
    node.text().into_iter().chain(node.items().filter_map(Node::text)).map(str::to_owned).collect()
}
