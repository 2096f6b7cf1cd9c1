//! Cells of one item that could not be read.

use super::super::memo::Memo;
use super::super::scheme::index;
use crate::sheets::header::text_of;

/// Each distinct cell, and how often it came on sheets that count.
#[derive(Default)]
pub(super) struct Unread {
    places: Memo<u32>,
    cells: Vec<(String, u64)>,
}

impl Unread {
    /// The place of a cell, which is kept from now on if it is new.
    pub(super) fn place(&mut self, cell: &[u8]) -> u32 {
        if let Some(&place) = self.places.find(cell, 0..cell.len()) {
            return place;
        }
        let place = index(self.cells.len());
        self.places.insert(cell, place);
        self.cells.push((text_of(cell), 0));
        place
    }

    /// Counts the cell at a place.
    pub(super) fn count(&mut self, place: u32) {
        self.cells[place as usize].1 += 1;
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Hands over every cell that was counted, and forgets all.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (String, u64)> {
        self.places.clear();
        self.cells.drain(..).filter(|(_, count)| *count > 0)
    }
}
