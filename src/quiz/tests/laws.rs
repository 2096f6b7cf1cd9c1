//! What holds whatever happens, and whenever.

use super::super::{Event, Limits, Mode, Phase, Response, ScheduledBreak, Session};
use super::{items, seconds, session, setup};
use crate::model::{Fraction, Status};
use crate::scoring::Lexicon;
use proptest::prelude::*;
use std::time::Duration;

/// How many items the sessions have.
const ITEMS: usize = 5;

fn response() -> impl Strategy<Value = Response> {
    prop_oneof![
        prop::collection::vec(0_usize..5, 0..4).prop_map(Response::Options),
        "(empathy|empaty|some empathy perhaps|hat| )".prop_map(Response::Text),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let place = 0..ITEMS + 1;
    prop_oneof![
        6 => (place.clone(), response()).prop_map(|(place, response)| Event::Answer { place, response }),
        2 => place.clone().prop_map(|place| Event::Check { place }),
        1 => place.clone().prop_map(|place| Event::Overrule { place }),
        1 => place.clone().prop_map(|place| Event::Skip { place }),
        1 => (place.clone(), any::<bool>()).prop_map(|(place, on)| Event::Flag { place, on }),
        1 => (place.clone(), 0_usize..5, any::<bool>())
            .prop_map(|(place, option, on)| Event::Strike { place, option, on }),
        4 => place.prop_map(|place| Event::Go { place }),
        3 => Just(Event::Next),
        1 => Just(Event::Previous),
        1 => Just(Event::Review),
        1 => any::<bool>().prop_map(|hidden| Event::Timer { hidden }),
        1 => Just(Event::Pause),
        2 => Just(Event::Resume),
        2 => Just(Event::EndBreak),
        1 => Just(Event::Submit),
        1 => (0_u64..5000).prop_map(|away| Event::Reopen { away: seconds(away) }),
        2 => Just(Event::Tick),
    ]
}

/// Events with times that mostly rise.
fn events() -> impl Strategy<Value = Vec<(Duration, Event)>> {
    let step = prop_oneof![8 => 0_i64..400, 1 => -200_i64..0, 1 => 0_i64..20_000];
    prop::collection::vec((step, event()), 0..60).prop_map(|steps| {
        let mut now = 0_i64;
        let mut timed = vec![(Duration::ZERO, Event::Start)];
        for (step, event) in steps {
            now = (now + step).max(0);
            timed.push((Duration::from_millis(now.unsigned_abs() * 100), event));
        }
        timed
    })
}

fn limits() -> impl Strategy<Value = Limits> {
    let some = |most: u64| prop::option::of((1..most).prop_map(seconds));
    let pause = prop::option::of((0..ITEMS + 2, 1_u64..60))
        .prop_map(|pause| pause.map(|(after, time)| ScheduledBreak { after, time: seconds(time) }));
    (some(2400), some(60), pause).prop_map(|(total, item, pause)| Limits {
        total,
        item,
        pause,
        pace: Some(seconds(75)),
    })
}

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Exam), Just(Mode::Practice)]
}

fn play(mode: Mode, limits: Limits, events: &[(Duration, Event)]) -> Session {
    let mut session = session(ITEMS, mode, limits);
    for (now, event) in events {
        session.handle(event.clone(), *now);
    }
    session
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn time_is_conserved_and_stays_within_its_limits(mode in mode(), limits in limits(), events in events()) {
        let mut session = session(ITEMS, mode, limits);
        let mut last = session.state.clone();
        for (now, event) in &events {
            session.handle(event.clone(), *now);
            let clock = session.state.clock;
            prop_assert!(clock.now >= last.clock.now && clock.used >= last.clock.used);
            prop_assert!(limits.total.is_none_or(|total| clock.used <= total));
            prop_assert!(limits.pause.is_none_or(|pause| clock.on_break <= pause.time));
            let spent: Duration = session.entries().iter().map(|entry| entry.spent).sum();
            prop_assert!(spent <= clock.used);
            prop_assert!(session.entries().iter().all(|entry| limits.item.is_none_or(|limit| entry.spent <= limit)));
            if session.end().is_none() {
                prop_assert_eq!(clock.used + clock.on_break + clock.paused, clock.now);
            }
            // Every screen can be drawn.
            let view = session.view();
            prop_assert!(view.header.answered <= view.header.items);
            last = session.state.clone();
        }
    }

    #[test]
    fn replay_gives_the_same_state(mode in mode(), limits in limits(), events in events()) {
        let session = play(mode, limits, &events);
        let items = items(ITEMS);
        let find = |id: &str| items.iter().find(|item| item.id == id);
        let text = serde_json::to_string(&events).expect("serialises");
        let stored: Vec<(Duration, Event)> = serde_json::from_str(&text).expect("reads back");
        let text = serde_json::to_string(&setup(&items, mode, limits)).expect("serialises");
        let again = Session::replay(
            serde_json::from_str(&text).expect("reads back"), find, &Lexicon::from_items(&items), stored,
        ).expect("replays");
        prop_assert_eq!(again.state, session.state);
    }

    #[test]
    fn how_often_time_is_told_changes_nothing(
        mode in mode(), limits in limits(), events in events(), more in prop::collection::vec(0_u64..10_000, 0..20),
    ) {
        let session = play(mode, limits, &events);
        let mut ticking = self::session(ITEMS, mode, limits);
        let mut last = Duration::ZERO;
        for (now, event) in &events {
            let mut between: Vec<Duration> =
                more.iter().map(|&tenths| Duration::from_millis(tenths * 100)).filter(|at| (last..*now).contains(at)).collect();
            between.sort_unstable();
            for at in between {
                ticking.handle(Event::Tick, at);
            }
            ticking.handle(event.clone(), *now);
            last = last.max(*now);
        }
        prop_assert_eq!(ticking.state, session.state);
    }

    #[test]
    fn nothing_changes_after_the_end(mode in mode(), limits in limits(), events in events()) {
        let mut session = session(ITEMS, mode, limits);
        let mut ended: Option<(Vec<super::super::Entry>, _)> = None;
        for (now, event) in &events {
            session.handle(event.clone(), *now);
            if let Some((entries, end)) = &ended {
                prop_assert_eq!((session.entries(), session.end()), (&entries[..], *end));
            } else if session.end().is_some() {
                ended = Some((session.entries().to_vec(), session.end()));
            }
        }
    }

    #[test]
    fn every_item_has_one_mark_and_blanks_earn_nothing(mode in mode(), limits in limits(), events in events()) {
        let session = play(mode, limits, &events);
        for (place, entry) in session.entries().iter().enumerate() {
            let mark = session.mark(place);
            prop_assert!((0.into()..=Fraction::from_integer(1)).contains(&mark.credit));
            prop_assert_eq!(mark.status == Status::Blank, entry.response.is_none());
            prop_assert_eq!(session.cell(place).is_empty(), entry.response.is_none());
            prop_assert!(!entry.overruled || mode == Mode::Practice);
            prop_assert!(entry.response.is_none() || entry.seen);
        }
        prop_assert!(!matches!(session.phase(), Phase::Ready));
    }
}
