//! Clocks, in tables.

use super::super::view::ScreenView;
use super::super::{Effect, End, Event, Limits, Mode, Phase};
use super::{begun, chooses, limited, seconds, send, with_break};

#[test]
fn alerts_come_once_each_and_never_at_the_start() {
    #[track_caller]
    fn check(total: u64, times: &[u64], expected: &[(u64, u64)]) {
        let mut session = begun(3, Mode::Exam, limited(total));
        let mut heard = Vec::new();
        for &now in times {
            for effect in send(&mut session, now, [Event::Tick]) {
                if let Effect::TimeLeft(left) = effect {
                    heard.push((now, left.as_secs() / 60));
                }
            }
        }
        assert_eq!(heard, expected);
    }
    check(2400, &[599, 600, 601, 1500, 2100], &[(600, 30), (1500, 15), (2100, 5)]);
    check(2400, &[2399], &[(2399, 30), (2399, 15), (2399, 5)]);
    check(1800, &[1, 899, 901], &[(901, 15)]);
    check(299, &[1, 298], &[]);
}

#[test]
fn time_is_up_in_the_middle_and_what_was_answered_counts() {
    let mut session = begun(3, Mode::Exam, limited(60));
    send(&mut session, 30, [chooses(0, &[1]), Event::Next]);
    assert_eq!(send(&mut session, 61, [chooses(1, &[0])]).first(), Some(&Effect::Ended(End::Expired)));
    assert_eq!(session.end(), Some(End::Expired));
    assert_eq!((session.used(), session.unanswered()), (seconds(60), 2));
    assert_eq!((session.entries()[0].spent, session.entries()[1].spent), (seconds(30), seconds(30)));
}

#[test]
fn pauses_breaks_and_absence_do_not_use_time() {
    let mut session = begun(4, Mode::Exam, Limits { total: Some(seconds(100)), ..with_break(2, 60) });
    send(&mut session, 10, [Event::Pause]);
    send(&mut session, 500, [Event::Resume]);
    assert_eq!((session.used(), session.paused()), (seconds(10), (seconds(490), 1)));
    send(&mut session, 520, [Event::Go { place: 2 }]);
    assert_eq!(session.phase(), Phase::Break { next: 2 });
    // The break ends by itself after a minute, and the clock goes on.
    assert_eq!(send(&mut session, 590, [Event::Tick]), [Effect::BreakEnded]);
    assert_eq!((session.used(), session.phase()), (seconds(40), Phase::Item));
    send(&mut session, 590, [Event::Reopen { away: seconds(9000) }]);
    assert_eq!((session.used(), session.away()), (seconds(40), (seconds(9000), 1)));
    send(&mut session, 600, [Event::Resume]);
    assert_eq!((session.used(), session.paused().1), (seconds(40), 1));
    assert_eq!(send(&mut session, 660, [Event::Tick]), [Effect::Ended(End::Expired)]);
}

#[test]
fn an_item_has_its_own_time() {
    let limits = Limits { item: Some(seconds(10)), ..Limits::default() };
    let mut exam = begun(3, Mode::Exam, limits);
    send(&mut exam, 4, [chooses(0, &[1])]);
    assert_eq!(send(&mut exam, 10, [Event::Tick]), [Effect::ItemExpired(0)]);
    assert_eq!((exam.open(), exam.item_left()), (1, Some(seconds(10))));
    // Back at an item whose time is up, no clock of its own runs.
    send(&mut exam, 11, [Event::Previous]);
    assert_eq!((exam.open(), exam.item_left()), (0, None));
    // Two more expire without the program being told of time in between.
    send(&mut exam, 12, [Event::Next]);
    let effects = send(&mut exam, 60, [Event::Tick]);
    assert_eq!(effects, [Effect::ItemExpired(1), Effect::ItemExpired(2)]);
    assert_eq!((exam.phase(), exam.entries()[1].spent), (Phase::Review, seconds(10)));

    let mut practice = begun(3, Mode::Practice, limits);
    assert_eq!(send(&mut practice, 15, [Event::Tick]), [Effect::ItemExpired(0)]);
    assert_eq!((practice.open(), practice.phase()), (0, Phase::Item));
    assert!(practice.is_presented(0) && !practice.is_presented(1));
    let ScreenView::Item(item) = practice.view().screen else { panic!("an item") };
    assert!(item.feedback.is_some_and(|told| told.timed_out));
}

#[test]
fn a_clock_that_goes_back_stands_still() {
    let mut session = begun(2, Mode::Exam, limited(100));
    send(&mut session, 40, [Event::Tick]);
    send(&mut session, 10, [Event::Next]);
    assert_eq!((session.now(), session.left()), (seconds(40), Some(seconds(60))));
}

#[test]
fn a_hidden_timer_comes_back_for_the_last_minutes() {
    let mut session = begun(2, Mode::Exam, limited(1000));
    send(&mut session, 0, [Event::Timer { hidden: true }]);
    let mut shown = |now| {
        send(&mut session, now, [Event::Tick]);
        session.view().header.timer.map(|timer| (timer.hidden, timer.last_call))
    };
    assert_eq!(shown(699), Some((true, false)));
    assert_eq!(shown(700), Some((false, true)));
}

#[test]
fn the_pace_is_measured_by_what_is_answered() {
    let limits = Limits { pace: Some(seconds(75)), ..Limits::default() };
    let mut session = begun(3, Mode::Exam, limits);
    send(&mut session, 60, [Event::Tick]);
    assert_eq!(session.view().header.pace, None);
    let mut pace = |now, events: &[Event]| {
        send(&mut session, now, events.iter().cloned());
        session.view().header.pace.map(|pace| (pace.by.as_secs(), pace.behind))
    };
    assert_eq!(pace(60, &[chooses(0, &[1])]), Some((15, false)));
    assert_eq!(pace(175, &[Event::Tick]), Some((100, true)));
}

#[test]
fn what_took_long_is_noticed() {
    let limits = Limits { pace: Some(seconds(10)), ..Limits::default() };
    let mut session = begun(3, Mode::Exam, limits);
    send(&mut session, 15, [chooses(0, &[0]), Event::Next]);
    send(&mut session, 31, [Event::Flag { place: 1, on: true }, Event::Next]);
    send(&mut session, 32, [Event::Submit, Event::Submit]);
    let back = session.look_back();
    assert_eq!(
        (back.slow, back.missed, back.unanswered, back.flagged),
        (vec![1], vec![0], vec![1, 2], vec![1])
    );
}
