//! Of each slot the totals of those who hit it.

use super::super::scheme::SlotId;
use std::ops::AddAssign;

/// Sums of the totals, in units, of some candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Σ total.
    pub sum: i128,
    /// Σ total².
    pub squares: i128,
}

/// For each slot the totals of those who hit it; or nothing, where they are not kept.
///
/// They have 64 bits until the squares of all totals add up to more than that. No sum of a slot is greater, since totals
/// are whole numbers. Equal sums are equal whatever their bits.
#[derive(Debug, Clone)]
pub(super) struct SlotTotals {
    kept: Kept,
    /// Σ total² over all candidates.
    squares: i128,
}

#[derive(Debug, Clone)]
enum Kept {
    Narrow(Box<[Sums<i64>]>),
    Wide(Box<[Sums<i128>]>),
}

/// Σ total and Σ total².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sums<N>(N, N);

impl Default for SlotTotals {
    fn default() -> Self {
        Self { kept: Kept::Narrow(Box::default()), squares: 0 }
    }
}

impl SlotTotals {
    /// Of candidates whose squared totals add up to `squares`.
    pub(super) fn new(slots: impl Iterator<Item = Totals>, squares: i128) -> Self {
        let slots = slots.map(|totals| Sums(totals.sum, totals.squares)).collect();
        let mut new = Self { kept: Kept::Wide(slots), squares };
        if i64::try_from(squares).is_ok() {
            new.kept = Kept::Narrow(new.iter().map(Sums::narrow).collect());
        }
        new
    }

    /// Whether totals are not kept.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        match &self.kept {
            Kept::Narrow(sums) => sums.is_empty(),
            Kept::Wide(sums) => sums.is_empty(),
        }
    }

    /// The totals of every slot in turn.
    pub(super) fn iter(&self) -> impl Iterator<Item = Totals> + '_ {
        let (narrow, wide) = match &self.kept {
            Kept::Narrow(sums) => (&sums[..], &[][..]),
            Kept::Wide(sums) => (&[][..], &sums[..]),
        };
        let wide = wide.iter().map(|&Sums(sum, squares)| Totals { sum, squares });
        narrow.iter().map(|&sums| sums.into()).chain(wide)
    }

    /// Adds a sheet.
    #[inline]
    pub(super) fn add(&mut self, total: i64, hits: [&[SlotId]; 2]) {
        let totals = Totals::of(total);
        self.make_room(totals.squares);
        match &mut self.kept {
            Kept::Narrow(sums) => hit(sums, Sums::narrow(totals), hits),
            Kept::Wide(sums) => hit(sums, Sums(totals.sum, totals.squares), hits),
        }
    }

    /// Adds sheets with the same total: how many, and how often each slot was hit.
    pub(super) fn add_counts(&mut self, total: i64, sheets: u64, counts: &[u8]) {
        let totals = Totals::of(total);
        self.make_room(totals.squares * i128::from(sheets));
        self.add_all(counts.iter().map(|&count| totals.times(count.into())));
    }

    /// Adds those of other candidates.
    pub(super) fn merge(&mut self, other: &Self) {
        self.make_room(other.squares);
        self.add_all(other.iter());
    }

    fn add_all(&mut self, others: impl Iterator<Item = Totals>) {
        match &mut self.kept {
            Kept::Narrow(sums) => {
                sums.iter_mut().zip(others).for_each(|(sums, other)| *sums += Sums::narrow(other));
            }
            Kept::Wide(sums) => {
                sums.iter_mut().zip(others).for_each(|(sums, other)| *sums += Sums(other.sum, other.squares));
            }
        }
    }

    /// Makes sums wide enough for candidates whose squared totals add up to `squares`.
    #[inline]
    fn make_room(&mut self, squares: i128) {
        self.squares += squares;
        if self.squares > i128::from(i64::MAX) && matches!(self.kept, Kept::Narrow(_)) {
            self.kept = Kept::Wide(self.iter().map(|totals| Sums(totals.sum, totals.squares)).collect());
        }
    }
}

impl PartialEq for SlotTotals {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for SlotTotals {}

impl Totals {
    /// Of one candidate.
    #[inline]
    pub(super) fn of(total: i64) -> Self {
        let sum = i128::from(total);
        Self { sum, squares: sum * sum }
    }

    /// Of so many candidates with the same totals.
    #[inline]
    pub(super) fn times(self, count: u32) -> Self {
        let count = i128::from(count);
        Self { sum: self.sum * count, squares: self.squares * count }
    }
}

impl AddAssign for Totals {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

impl Sums<i64> {
    /// There is room, since whoever adds has made it.
    #[inline]
    fn narrow(totals: Totals) -> Self {
        let narrow = |sum| i64::try_from(sum).unwrap_or_default();
        Self(narrow(totals.sum), narrow(totals.squares))
    }
}

impl From<Sums<i64>> for Totals {
    fn from(Sums(sum, squares): Sums<i64>) -> Self {
        Self { sum: sum.into(), squares: squares.into() }
    }
}

impl<N: AddAssign> AddAssign for Sums<N> {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
        self.1 += other.1;
    }
}

fn hit<N: AddAssign + Copy>(sums: &mut [Sums<N>], totals: Sums<N>, hits: [&[SlotId]; 2]) {
    for slots in hits {
        for &slot in slots {
            sums[slot as usize] += totals;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Totals so far apart that 64 bits hold the squares of some runs and not of others.
        #[test]
        fn sums_are_exact_however_great(
            sheets in proptest::collection::vec((0_u32..3, -40_i64..40, 0_u32..50), 0..24), cut in 0_usize..24,
        ) {
            let total = |&(_, digits, shift): &(u32, i64, u32)| digits << shift;
            let mut expected = [Totals::default(); 3];
            for sheet in &sheets {
                let total = i128::from(total(sheet));
                expected[sheet.0 as usize] += Totals { sum: total, squares: total * total };
            }
            let of = |sheets: &[(u32, i64, u32)], counted: bool| {
                let mut totals = SlotTotals::new([Totals::default(); 3].into_iter(), 0);
                for sheet in sheets {
                    if counted {
                        let counts = [0, 1, 2].map(|slot| u8::from(slot == sheet.0));
                        totals.add_counts(total(sheet), 1, &counts);
                    } else {
                        totals.add(total(sheet), [&[sheet.0], &[]]);
                    }
                }
                totals
            };
            let whole = of(&sheets, false);
            prop_assert_eq!(whole.iter().collect::<Vec<_>>(), expected);
            let (left, right) = sheets.split_at(cut.min(sheets.len()));
            let mut merged = of(right, true);
            merged.merge(&of(left, false));
            prop_assert_eq!(&merged, &whole);
            prop_assert_eq!(SlotTotals::new(whole.iter(), whole.squares), merged);
        }
    }
}
