//! Tests of the state machine.

mod draws;
mod laws;
mod moves;
mod time;

use super::{Asked, Effect, Event, Limits, Mode, Response, ScheduledBreak, Session, Setup};
use crate::model::{
    Accept, AcceptedText, Choice, Item, ItemKind, ItemOption, Key, Matching, Scoring, ShortAnswer,
};
use crate::scoring::Lexicon;
use std::time::Duration;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn options(count: usize) -> Vec<ItemOption> {
    let option = |place: usize| ItemOption {
        label: ["A", "B", "C", "D"][place].to_owned(),
        text: format!("option {place}"),
        feedback: None,
    };
    (0..count).map(option).collect()
}

/// A single response with the key B, a multiple response with the keys A and C, a short answer `empathy`, and so on in
/// turn.
fn items(count: usize) -> Vec<Item> {
    let kind = |place: usize| match place % 3 {
        0 => ItemKind::Choice(Choice { options: options(3), key: Key::Single(1) }),
        1 => {
            let keyed = [0, 2].into_iter().collect();
            let key = Key::Multiple { keyed, scoring: Scoring::Proportional };
            ItemKind::Choice(Choice { options: options(4), key })
        }
        _ => ItemKind::Short(ShortAnswer {
            accept: Accept::Texts(vec![AcceptedText {
                text: "empathy".into(),
                credit: 1.into(),
                feedback: None,
            }]),
            reject: Vec::new(),
            matching: Matching::default(),
        }),
    };
    (0..count).map(|place| Item::new(format!("i{place}"), "t", "Which?", kind(place))).collect()
}

/// A session over that many [`items`].
fn session(count: usize, mode: Mode, limits: Limits) -> Session {
    let items = items(count);
    let lexicon = Lexicon::from_items(&items);
    let find = |id: &str| items.iter().find(|item| item.id == id);
    Session::new(setup(&items, mode, limits), find, &lexicon).expect("a session")
}

fn setup(items: &[Item], mode: Mode, limits: Limits) -> Setup {
    let asked = |item: &Item| Asked {
        item: item.id.clone(),
        // Printed in the reverse of the bank's order.
        options: (0..item.choice().map_or(0, |choice| choice.options.len())).rev().collect(),
    };
    Setup {
        title: "Test".into(),
        exam: None,
        form: "test-1".into(),
        seed: Some(1),
        mode,
        limits,
        items: items.iter().map(asked).collect(),
    }
}

/// A session that has begun.
fn begun(count: usize, mode: Mode, limits: Limits) -> Session {
    let mut session = session(count, mode, limits);
    assert_eq!(session.handle(Event::Start, Duration::ZERO), []);
    session
}

fn chooses(place: usize, chosen: &[usize]) -> Event {
    Event::Answer { place, response: Response::Options(chosen.to_vec()) }
}

fn types(place: usize, text: &str) -> Event {
    Event::Answer { place, response: Response::Text(text.to_owned()) }
}

/// Sends events, all at one time. Gives the effects of the last one.
fn send(session: &mut Session, now: u64, events: impl IntoIterator<Item = Event>) -> Vec<Effect> {
    events.into_iter().map(|event| session.handle(event, seconds(now))).last().unwrap_or_default()
}

fn limited(total: u64) -> Limits {
    Limits { total: Some(seconds(total)), ..Limits::default() }
}

fn with_break(after: usize, time: u64) -> Limits {
    Limits { pause: Some(ScheduledBreak { after, time: seconds(time) }), ..Limits::default() }
}
