//! Schemes and tallies for tests, filled from a matrix of cells the way `tally.rs` describes them.

use crate::grade::recorder::{GradedSheet, Response, Subscore};
use crate::grade::scheme::{Group, Scheme, SchemeItem, Slot, SlotId};
use crate::grade::tally::{ReviewEntry, Tally};
use crate::model::topic::title_of;
use crate::model::{
    Accept, Choice, Fraction, Item, ItemKind, ItemOption, Key, Matching, OptionSet, Scoring, ShortAnswer,
    Status, Topics, ancestors_and_self,
};

/// Builds a scheme item by item.
pub(crate) struct Builder {
    scheme: Scheme,
    topics: Topics,
}

/// One cell of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    /// An option of a single response.
    Chose(usize),
    /// Options of a multiple response as a bit set, and the score in units.
    ChoseSet(u64, i64),
    /// A short answer with a score in units.
    Scored(i64),
    Blank,
    NotPresented,
    Unreadable,
    Review,
}

/// One sheet as graded, owning what [`GradedSheet`] borrows.
pub(crate) struct Sheet {
    pub(crate) slots: Vec<SlotId>,
    pub(crate) marks: Vec<SlotId>,
    pub(crate) points: i64,
    pub(crate) max: i64,
    pub(crate) groups: Vec<Subscore>,
    counts: [u32; 4],
}

impl Builder {
    pub(crate) fn new(unit: i64) -> Self {
        let scheme = Scheme { items: vec![], slots: vec![], unit, groups: vec![], allow_negative: false };
        Self { scheme, topics: Topics::new() }
    }

    /// A total may fall below 0.
    pub(crate) fn allow_negative(mut self) -> Self {
        self.scheme.allow_negative = true;
        self
    }

    pub(crate) fn title(mut self, topic: &str, title: &str) -> Self {
        self.topics.insert(topic.to_owned(), title.to_owned());
        self
    }

    /// A single response with `options` options that scores `max` or `wrong` units.
    pub(crate) fn single(
        self,
        id: &str,
        topic: &str,
        options: usize,
        key: usize,
        max: i64,
        wrong: i64,
    ) -> Self {
        let scores = (0..options).map(|option| if option == key { max } else { wrong });
        let outcomes = scores.map(|score| (status_of(score, max), score)).collect();
        let marks: Vec<_> = (0..options).map(|option| vec![option]).collect();
        self.item(id, topic, choice(options, Key::Single(key)), max, outcomes, &marks)
    }

    /// A multiple response that can score `scores` units.
    pub(crate) fn multiple(
        self,
        id: &str,
        topic: &str,
        options: usize,
        keyed: &[usize],
        max: i64,
        scores: &[i64],
    ) -> Self {
        let keyed: OptionSet = keyed.iter().copied().collect();
        let outcomes = scores.iter().map(|&score| (status_of(score, max), score)).collect();
        let kind = choice(options, Key::Multiple { keyed, scoring: Scoring::Net });
        let marks = vec![vec![]; options];
        self.item(id, topic, kind, max, outcomes, &marks)
    }

    /// A short answer that can score `scores` units, or wait for a person.
    pub(crate) fn short(self, id: &str, topic: &str, max: i64, scores: &[i64]) -> Self {
        let accept = Accept::Words(vec![]);
        let kind = ItemKind::Short(ShortAnswer { accept, reject: vec![], matching: Matching::default() });
        let mut outcomes: Vec<_> = scores.iter().map(|&score| (status_of(score, max), score)).collect();
        outcomes.push((Status::Review, 0));
        self.item(id, topic, kind, max, outcomes, &[])
    }

    /// Takes the item that was added last out of every maximum.
    pub(crate) fn void(mut self) -> Self {
        let item = self.scheme.items.last_mut().unwrap();
        item.void = true;
        item.max = 0;
        for slot in item.slots.clone() {
            self.scheme.slots[slot as usize].score = 0;
        }
        self
    }

    /// The scheme, with a group for each topic and every topic above one.
    pub(crate) fn build(mut self) -> Scheme {
        let mut paths: Vec<&str> =
            self.scheme.items.iter().flat_map(|item| ancestors_and_self(&item.item.topic)).collect();
        paths.sort_unstable();
        paths.dedup();
        let groups: Vec<Group> = paths
            .iter()
            .map(|&path| Group {
                id: path.to_owned(),
                title: title_of(path, &self.topics),
                depth: path.matches('/').count(),
                parent: path.rsplit_once('/').and_then(|(above, _)| {
                    Some(u32::try_from(paths.iter().position(|&other| other == above)?).unwrap())
                }),
                items: (0_u32..)
                    .zip(&self.scheme.items)
                    .filter(|(_, item)| ancestors_and_self(&item.item.topic).any(|above| above == path))
                    .map(|(index, _)| index)
                    .collect(),
            })
            .collect();
        for item in &mut self.scheme.items {
            let innermost = groups.iter().position(|group| group.id == item.item.topic).unwrap();
            item.groups = vec![u32::try_from(innermost).unwrap()];
        }
        self.scheme.groups = groups;
        self.scheme
    }

    /// `marks` names outcomes by place; an option without any gets a mark for each outcome.
    fn item(
        mut self,
        id: &str,
        topic: &str,
        kind: ItemKind,
        max: i64,
        mut outcomes: Vec<(Status, i64)>,
        marks: &[Vec<usize>],
    ) -> Self {
        let first = u32::try_from(self.scheme.slots.len()).unwrap();
        let place = |count: usize| first + u32::try_from(count).unwrap();
        let real = outcomes.len();
        outcomes.extend([(Status::Blank, 0), (Status::NotPresented, 0), (Status::Unreadable, 0)]);
        let end = outcomes.len();
        let option_slots = marks.iter().map(|outcome| match outcome.as_slice() {
            [] => {
                let marks = outcomes.len()..outcomes.len() + real;
                outcomes.extend_from_within(..real);
                marks.map(place).collect()
            }
            places => places.iter().copied().map(place).collect(),
        });
        let option_slots = option_slots.collect();
        let index = u32::try_from(self.scheme.items.len()).unwrap();
        let slot = |&(status, score): &(Status, i64)| Slot { item: index, status, score };
        self.scheme.slots.extend(outcomes.iter().map(slot));
        self.scheme.items.push(SchemeItem {
            item: plain_item(id, topic, kind, Fraction::new(max, self.scheme.unit)),
            slots: first..place(outcomes.len()),
            outcomes: first..place(end),
            max,
            groups: vec![],
            blank: place(real),
            not_presented: place(real + 1),
            unreadable: place(real + 2),
            option_slots,
            void: false,
        });
        self
    }
}

/// Grades one row of cells.
pub(crate) fn sheet(scheme: &Scheme, row: &[Cell]) -> Sheet {
    let hits: Vec<Vec<SlotId>> =
        scheme.items.iter().zip(row).map(|(item, &cell)| hits(scheme, item, cell)).collect();
    let slots: Vec<SlotId> = hits.iter().map(|hits| hits[0]).collect();
    let score = |item: usize| scheme.slots[slots[item] as usize].score;
    let counts = |item: &usize| !scheme.items[*item].void && row[*item] != Cell::NotPresented;
    let presented: Vec<usize> = (0..row.len()).filter(counts).collect();
    let number = |is: &dyn Fn(Cell) -> bool| {
        u32::try_from(presented.iter().filter(|&&item| is(row[item])).count()).unwrap()
    };
    let total: i64 = presented.iter().map(|&item| score(item)).sum();
    let subscore = |group: &Group| {
        let items: Vec<usize> = group.items.iter().map(|&item| item as usize).filter(counts).collect();
        Subscore {
            points: items.iter().map(|&item| score(item)).sum(),
            max: items.iter().map(|&item| scheme.items[item].max).sum(),
            items: u32::try_from(items.len()).unwrap(),
        }
    };
    Sheet {
        points: if scheme.allow_negative { total } else { total.max(0) },
        max: presented.iter().map(|&item| scheme.items[item].max).sum(),
        groups: scheme.groups.iter().map(subscore).collect(),
        counts: [
            number(&|_| true),
            number(&|cell| cell != Cell::Blank),
            number(&|cell| cell == Cell::Blank),
            number(&|cell| cell == Cell::Review),
        ],
        marks: hits.iter().flat_map(|hits| &hits[1..]).copied().collect(),
        slots,
    }
}

impl Sheet {
    pub(crate) fn graded<'a>(&'a self, candidate: &'a str, responses: &'a [Response<'a>]) -> GradedSheet<'a> {
        let [presented, answered, blank, review] = self.counts;
        GradedSheet {
            candidate,
            slots: &self.slots,
            marks: &self.marks,
            responses,
            points: self.points,
            max: self.max,
            presented,
            answered,
            blank,
            review,
            groups: &self.groups,
        }
    }
}

/// Counts rows of cells, `width` totals to a score group.
pub(crate) fn tally(scheme: &Scheme, rows: &[Vec<Cell>], width: i64) -> Tally {
    let mut tally = Tally::new(scheme).with_width(width);
    for row in rows {
        let sheet = sheet(scheme, row);
        tally.add(sheet.points, sheet.max, [&sheet.slots, &sheet.marks], &sheet.groups).unwrap();
    }
    tally
}

/// Adds a short answer that waits for a person to a tally.
pub(crate) fn add_review(tally: &mut Tally, item: u32, response: &str, nearest: &str, why: &str, count: u64) {
    let entry = ReviewEntry { response: response.into(), count, nearest: nearest.into(), why: why.into() };
    tally.review.insert((item, response.to_lowercase()), entry);
}

/// Four single responses of one point, three options each, in one topic; 1 is the key, 0 a distractor.
pub(crate) fn right_or_wrong(rows: &[&str]) -> (Scheme, Vec<Vec<Cell>>) {
    let items = rows.first().map_or(0, |row| row.len());
    let builder = (1..=items)
        .fold(Builder::new(1), |builder, number| builder.single(&format!("i{number}"), "a", 3, 1, 1, 0));
    let cell = |digit| if digit == b'1' { Cell::Chose(1) } else { Cell::Chose(0) };
    (builder.build(), rows.iter().map(|row| row.bytes().map(cell).collect()).collect())
}

/// The slots that a cell hits, the outcome first.
fn hits(scheme: &Scheme, item: &SchemeItem, cell: Cell) -> Vec<SlotId> {
    let scored = |score: i64| move |&slot: &SlotId| scheme.slots[slot as usize].score == score;
    match cell {
        Cell::Chose(option) => item.option_slots[option].clone(),
        Cell::ChoseSet(set, score) => {
            let outcome = item.outcomes.clone().find(scored(score));
            let chosen = item.option_slots.iter().enumerate().filter(|(option, _)| set >> option & 1 == 1);
            let marks = chosen.filter_map(|(_, slots)| slots.iter().copied().find(scored(score)));
            outcome.into_iter().chain(marks).collect()
        }
        Cell::Scored(score) => item.outcomes.clone().find(scored(score)).into_iter().collect(),
        Cell::Blank => vec![item.blank],
        Cell::NotPresented => vec![item.not_presented],
        Cell::Unreadable => vec![item.unreadable],
        Cell::Review => {
            let review = |slot: &SlotId| scheme.slots[*slot as usize].status == Status::Review;
            item.outcomes.clone().find(review).into_iter().collect()
        }
    }
}

fn status_of(score: i64, max: i64) -> Status {
    Status::from_credit(Fraction::new(score, max))
}

fn choice(options: usize, key: Key) -> ItemKind {
    let option = |label: u8| ItemOption {
        label: char::from(label).to_string(),
        text: format!("Option {}", char::from(label)),
        feedback: None,
    };
    ItemKind::Choice(Choice { options: (b'A'..).take(options).map(option).collect(), key })
}

fn plain_item(id: &str, topic: &str, kind: ItemKind, points: Fraction) -> Item {
    Item { points, ..Item::new(id, topic, "", kind) }
}
