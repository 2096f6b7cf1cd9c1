//! What a cell came to that was read before.

use super::marker::Mark;
use super::scheme::SlotId;

/// What a cell came to that was read before.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The mark.
    pub mark: Mark,
    /// The outcome.
    pub outcome: SlotId,
    /// The first so many of `marks` are those of the chosen options of a multiple response.
    marked: u8,
    marks: [SlotId; MARKS],
}

/// What a cell brings besides its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// Nothing.
    None,
    /// The marks of the options chosen.
    Marks,
    /// A note of which short answer it was, see [`super::marker::Markers::count`].
    Note,
}

/// The most options that may be chosen in a cell that is remembered.
const MARKS: usize = 8;

impl Known {
    /// Of a choice item, with the marks of the chosen options of a multiple response. `None` for more of them than are
    /// remembered.
    pub(super) fn of_choice(
        mark: Mark,
        outcome: SlotId,
        chosen: impl Iterator<Item = SlotId>,
    ) -> Option<Self> {
        let mut known = Self::of_answer(mark, outcome);
        for slot in chosen {
            *known.marks.get_mut(usize::from(known.marked))? = slot;
            known.marked += 1;
        }
        Some(known)
    }

    /// Of a short answer.
    pub(super) fn of_answer(mark: Mark, outcome: SlotId) -> Self {
        Self { mark, outcome, marked: 0, marks: [0; MARKS] }
    }

    /// The marks of the chosen options of a multiple response.
    pub(super) fn marks(&self) -> &[SlotId] {
        &self.marks[..usize::from(self.marked)]
    }

    /// Adds the marks of the chosen options of a multiple response.
    #[inline]
    pub fn push_marks(&self, marks: &mut Vec<SlotId>) {
        marks.extend_from_slice(self.marks());
    }
}
