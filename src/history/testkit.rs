//! Items and answers for tests.

use super::{Answer, fingerprint};
use crate::model::{Choice, Fraction, Item, ItemKind, ItemOption, Key, Status};
use jiff::Timestamp;
use std::time::Duration;

/// A single-response item of two options, whose key is the first.
pub(crate) fn item(id: &str, topic: &str) -> Item {
    let option =
        |label: &str| ItemOption { label: label.to_owned(), text: format!("{id} {label}"), feedback: None };
    let choice = Choice { options: vec![option("A"), option("B")], key: Key::Single(0) };
    let mut item = Item::new(id, topic, "Which?", ItemKind::Choice(choice));
    item.time = Some(Duration::from_secs(60));
    item
}

/// The item with the other key.
pub(crate) fn rekeyed(item: &Item) -> Item {
    let mut item = item.clone();
    if let ItemKind::Choice(choice) = &mut item.kind {
        choice.key = Key::Single(1);
    }
    item
}

/// Noon of a day of January 2026, in UTC.
pub(crate) fn day(day: i64) -> Timestamp {
    let first: Timestamp = "2026-01-01T12:00:00Z".parse().expect("a moment");
    first + jiff::SignedDuration::from_hours(24 * (day - 1))
}

/// An answer in practice, given in half a minute.
pub(crate) fn answer(item: &Item, moment: Timestamp, credit: Fraction) -> Answer {
    Answer {
        session: 1,
        place: 0,
        bank: "b".to_owned(),
        item: item.id.clone(),
        topic: item.topic.clone(),
        fingerprint: fingerprint(item),
        moment,
        response: "A".to_owned(),
        status: Status::from_credit(credit),
        credit,
        taken: Duration::from_secs(30),
        changes: 0,
        turn: None,
        flagged: false,
        overruled: false,
        submitted: false,
    }
}

pub(crate) fn right(item: &Item, moment: Timestamp) -> Answer {
    answer(item, moment, 1.into())
}

pub(crate) fn wrong(item: &Item, moment: Timestamp) -> Answer {
    answer(item, moment, 0.into())
}

pub(crate) fn changed<T>(mut value: T, change: impl FnOnce(&mut T)) -> T {
    change(&mut value);
    value
}
