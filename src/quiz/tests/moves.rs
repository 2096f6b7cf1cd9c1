//! What events do, in tables.

use super::super::{Effect, End, Event, Limits, Mode, Phase, Refusal, Response, Session, Turn};
use super::{begun, chooses, seconds, send, session, types, with_break};
use crate::model::Status;

const PRACTICE: Mode = Mode::Practice;
const EXAM: Mode = Mode::Exam;

#[test]
fn events_that_do_not_fit_change_nothing_and_say_why() {
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "rows read better without references")]
    fn check(mode: Mode, before: &[Event], event: Event, expected: Refusal) {
        let mut session = begun(4, mode, Limits::default());
        send(&mut session, 0, before.iter().cloned());
        let state = session.state.clone();
        assert_eq!(send(&mut session, 0, [event.clone()]), [Effect::Refused(expected)], "{event:?}");
        assert_eq!(session.state, state, "{event:?}");
    }
    use Refusal::{Chosen, Final, NoSuchPlace, NotAResponse, NotNow, NothingThere};
    check(EXAM, &[], Event::Start, NotNow);
    check(EXAM, &[], chooses(1, &[0]), NotNow);
    check(EXAM, &[], chooses(0, &[0, 1]), NotAResponse);
    check(EXAM, &[], chooses(0, &[3]), NotAResponse);
    check(EXAM, &[], types(0, "B"), NotAResponse);
    check(EXAM, &[Event::Go { place: 2 }], chooses(2, &[0]), NotAResponse);
    check(EXAM, &[Event::Go { place: 2 }], types(2, &"x".repeat(10_001)), NotAResponse);
    check(EXAM, &[], Event::Go { place: 4 }, NoSuchPlace);
    check(EXAM, &[], Event::Previous, NoSuchPlace);
    check(EXAM, &[], Event::Flag { place: 4, on: true }, NoSuchPlace);
    check(EXAM, &[], Event::Strike { place: 0, option: 3, on: true }, NoSuchPlace);
    check(EXAM, &[chooses(0, &[1])], Event::Strike { place: 0, option: 1, on: true }, Chosen);
    check(EXAM, &[chooses(0, &[1])], Event::Check { place: 0 }, NotNow);
    check(EXAM, &[], Event::Overrule { place: 0 }, NotNow);
    check(EXAM, &[], Event::Resume, NotNow);
    check(EXAM, &[], Event::EndBreak, NotNow);
    check(EXAM, &[Event::Pause], chooses(0, &[1]), NotNow);
    check(EXAM, &[Event::Pause], Event::Pause, NotNow);
    check(EXAM, &[Event::Review], Event::Next, NotNow);
    check(EXAM, &[Event::Submit, Event::Submit], Event::Review, NotNow);
    check(EXAM, &[Event::Submit, Event::Submit], Event::Reopen { away: seconds(1) }, NotNow);
    check(PRACTICE, &[], Event::Check { place: 0 }, NothingThere);
    check(PRACTICE, &[chooses(0, &[0]), Event::Check { place: 0 }], chooses(0, &[1]), Final);
    check(PRACTICE, &[chooses(0, &[0]), Event::Check { place: 0 }], Event::Check { place: 0 }, Final);
    check(
        PRACTICE,
        &[chooses(0, &[0]), Event::Check { place: 0 }],
        Event::Overrule { place: 0 },
        NothingThere,
    );
}

#[test]
fn nothing_happens_before_the_start() {
    let mut session = session(2, EXAM, Limits::default());
    for event in [Event::Next, Event::Pause, Event::Submit, Event::Timer { hidden: true }, chooses(0, &[0])] {
        assert_eq!(send(&mut session, 5, [event]), [Effect::Refused(Refusal::NotNow)]);
    }
    assert_eq!(session.used(), seconds(0));
}

#[test]
fn the_candidate_moves_about() {
    #[track_caller]
    fn check(events: &[Event], phase: Phase, open: usize) {
        let mut session = begun(3, EXAM, Limits::default());
        send(&mut session, 0, events.iter().cloned());
        assert_eq!((session.phase(), session.open()), (phase, open));
    }
    check(&[], Phase::Item, 0);
    check(&[Event::Next], Phase::Item, 1);
    check(&[Event::Next, Event::Previous], Phase::Item, 0);
    check(&[Event::Go { place: 2 }], Phase::Item, 2);
    check(&[Event::Go { place: 2 }, Event::Next], Phase::Review, 2);
    check(&[Event::Next, Event::Review, Event::Previous], Phase::Item, 1);
    check(&[Event::Review, Event::Go { place: 2 }], Phase::Item, 2);
    check(&[Event::Skip { place: 0 }], Phase::Item, 1);
    check(&[Event::Submit], Phase::Warning, 0);
    check(&[Event::Submit, Event::Previous], Phase::Review, 0);
    check(&[Event::Submit, Event::Go { place: 1 }], Phase::Item, 1);
    check(&[Event::Submit, Event::Submit], Phase::Done(End::Submitted), 0);
    check(&[Event::Review, Event::Pause, Event::Resume], Phase::Review, 0);
}

#[test]
fn the_break_comes_once_when_its_item_is_passed() {
    #[track_caller]
    fn check(after: usize, events: &[Event], expected: Phase) {
        let mut session = begun(4, EXAM, with_break(after, 60));
        send(&mut session, 0, events.iter().cloned());
        assert_eq!(session.phase(), expected);
    }
    let go = |place| Event::Go { place };
    check(2, &[Event::Next], Phase::Item);
    check(2, &[Event::Next, Event::Next], Phase::Break { next: 2 });
    check(2, &[go(3)], Phase::Break { next: 3 });
    check(2, &[go(3), Event::EndBreak], Phase::Item);
    check(2, &[go(3), Event::EndBreak, go(0), go(2)], Phase::Item);
    check(2, &[Event::Review], Phase::Review);
    check(2, &[Event::Review, go(1)], Phase::Item);
    check(4, &[go(3), Event::Next], Phase::Review);
    check(0, &[Event::Next], Phase::Item);
}

#[test]
fn practice_tells_and_exams_do_not() {
    let told = |mode| {
        let mut session = begun(1, mode, Limits::default());
        send(&mut session, 0, [chooses(0, &[1]), Event::Check { place: 0 }]);
        match session.view().screen {
            super::super::view::ScreenView::Item(item) => item.feedback.map(|told| (told.status, told.right)),
            _ => None,
        }
    };
    assert_eq!(told(EXAM), None);
    // Options are printed in reverse, so that the bank's B is B, and its A is C.
    assert_eq!(told(PRACTICE), Some((Status::Correct, vec!["B option 1".to_owned()])));
}

#[test]
fn responses_are_marked_by_the_bank() {
    #[track_caller]
    fn check(event: Event, status: Status, cell: &str, given: Option<&str>) {
        let mut session = begun(3, EXAM, Limits::default());
        let (Event::Answer { place, .. } | Event::Check { place }) = event else { panic!("an answer") };
        send(&mut session, 0, [Event::Go { place }, event]);
        assert_eq!((session.mark(place).status, session.cell(place).as_str()), (status, cell));
        assert_eq!(session.given(place).as_deref(), given);
    }
    check(chooses(0, &[1]), Status::Correct, "B", Some("B option 1"));
    check(chooses(0, &[0]), Status::Incorrect, "A", Some("C option 0"));
    check(chooses(0, &[]), Status::Blank, "", None);
    check(chooses(1, &[2, 0, 2]), Status::Correct, "A;C", Some("B option 2; D option 0"));
    check(chooses(1, &[0]), Status::Partial, "A", Some("D option 0"));
    check(types(2, "Empathy"), Status::Correct, "Empathy", Some("Empathy"));
    check(types(2, " \t"), Status::Blank, "", None);
    check(types(2, "a hat"), Status::Incorrect, "a hat", Some("a hat"));
}

#[test]
fn a_doubtful_answer_is_right_if_she_says_so() {
    let mut session = begun(3, PRACTICE, Limits::default());
    send(
        &mut session,
        0,
        [Event::Go { place: 2 }, types(2, "some empathy perhaps"), Event::Check { place: 2 }],
    );
    assert_eq!(session.mark(2).status, Status::Review);
    assert_eq!(send(&mut session, 0, [Event::Overrule { place: 2 }]), []);
    assert_eq!(session.mark(2).status, Status::Correct);
    assert!(session.entries()[2].overruled);
}

#[test]
fn changes_of_mind_are_counted_when_they_stand() {
    #[track_caller]
    fn check(events: &[Event], changes: usize, turn: Option<Turn>) {
        let mut session = begun(3, EXAM, Limits::default());
        send(&mut session, 0, events.iter().cloned());
        let place = session.open();
        send(&mut session, 0, [Event::Review]);
        assert_eq!((session.entries()[place].changes(), session.turn(place)), (changes, turn));
    }
    let go = |place| Event::Go { place };
    check(&[chooses(0, &[1])], 0, None);
    check(&[chooses(0, &[1]), chooses(0, &[0])], 1, Some(Turn::RightToWrong));
    check(&[chooses(0, &[0]), chooses(0, &[1])], 1, Some(Turn::WrongToRight));
    check(&[chooses(0, &[0]), chooses(0, &[2])], 1, Some(Turn::WrongToWrong));
    check(&[chooses(0, &[1]), chooses(0, &[0]), chooses(0, &[1])], 2, Some(Turn::WrongToRight));
    // Putting an answer together is no change of mind; coming back and changing it is.
    check(&[go(1), chooses(1, &[0]), chooses(1, &[0, 2])], 0, None);
    check(&[go(1), chooses(1, &[0, 2]), go(0), go(1), chooses(1, &[0])], 1, Some(Turn::RightToWrong));
    check(&[go(2), types(2, "e"), types(2, "em"), types(2, "empathy")], 0, None);
}

#[test]
fn skipping_in_practice_never_counts_as_answering() {
    let mut session = begun(3, PRACTICE, Limits::default());
    send(&mut session, 0, [chooses(0, &[1]), Event::Skip { place: 0 }]);
    assert!(session.entries()[0].skipped && session.entries()[0].response.is_none());
    assert!(!session.is_presented(0));
    let mut exam = begun(3, EXAM, Limits::default());
    send(&mut exam, 0, [chooses(0, &[1]), Event::Skip { place: 0 }]);
    assert_eq!(exam.entries()[0].response, Some(Response::Options(vec![1])));
}

#[test]
fn a_chosen_option_is_no_longer_struck_out() {
    let mut session = begun(1, EXAM, Limits::default());
    let strike = |option, on| Event::Strike { place: 0, option, on };
    send(&mut session, 0, [strike(2, true), strike(0, true), strike(2, true)]);
    assert_eq!(session.entries()[0].struck, [0, 2]);
    send(&mut session, 0, [chooses(0, &[2]), strike(0, false)]);
    assert_eq!(session.entries()[0].struck, [] as [usize; 0]);
}

#[test]
fn a_session_needs_the_items_it_was_set_up_for() {
    use super::super::SetupError;
    #[track_caller]
    fn check(change: impl FnOnce(&mut super::super::Setup), expected: SetupError) {
        let items = super::items(2);
        let mut setup = super::setup(&items, EXAM, Limits::default());
        change(&mut setup);
        let find = |id: &str| items.iter().find(|item| item.id == id);
        let made = Session::new(setup, find, &crate::scoring::Lexicon::from_items(&items));
        assert_eq!(made.err(), Some(expected));
    }
    check(|setup| setup.items.clear(), SetupError::Empty);
    check(|setup| setup.items[0].item = "gone".into(), SetupError::Missing("gone".into()));
    check(|setup| setup.items[0].options = vec![0, 1], SetupError::Changed("i0".into()));
    check(|setup| setup.items[0].options = vec![0, 0, 1], SetupError::Changed("i0".into()));
}
