//! Labels of one byte that follow each other, such as `A` to `E`: eight cells are read together by arithmetic.

use super::marker::LOOK_CLOSER;
use super::scheme::SlotId;
use wide::bytemuck::cast;
use wide::{i8x16, u16x8, u32x8};

/// How many cells are read together: of one byte each, with a delimiter behind.
pub(super) const CELLS: usize = 8;

/// The labels of an item from its first on, `A` or `a`, `B` or `b`, or `1`, `2`, and the delimiter of a file.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Letters {
    /// The bit by which small letters differ from capitals, or nothing where they are no labels.
    fold: i8x16,
    /// What the first label comes to, and a delimiter: [`LEAST`].
    least: i8x16,
}

/// What eight cells are compared with: for each how many options there are, and for its delimiter that there is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits(i8x16);

/// Bytes are compared as numbers with a sign, so that this is the least of them.
const LEAST: u8 = 0x80;

/// The first of two bytes in the number that they make on the machine at hand.
const FIRST: u16 = u16::from_ne_bytes([0xFF, 0]);

/// The bit by which small letters differ from capitals.
const SMALL: u8 = 0x20;

impl Letters {
    /// The labels of a `table` that tells for each byte the option that it names, or [`LOOK_CLOSER`], and how many options
    /// there are. `None` where the labels do not follow each other.
    pub(super) fn of(table: &[u8; 256], delimiter: u8) -> Option<(Self, u8)> {
        let named = table.iter().filter(|&&option| option != LOOK_CLOSER);
        let options = named.max()? + 1;
        let first = (0..=u8::MAX).find(|&byte| table[usize::from(byte)] == 0)?;
        let is_folded_by = |fold: &u8| {
            (0..=u8::MAX).all(|byte| {
                let option = (byte | fold).wrapping_sub(first | fold);
                table[usize::from(byte)] == if option < options { option } else { LOOK_CLOSER }
            })
        };
        let fold = [SMALL, 0].into_iter().find(is_folded_by)?;
        let least = |byte: u8| byte.wrapping_sub(LEAST);
        let letters = Self {
            fold: both([fold; CELLS], 0),
            least: both([least(first | fold); CELLS], least(delimiter)),
        };
        Some((letters, options))
    }

    /// Reads cells of items with the given first slots into `slots`. Gives how many of them are a label of their item and
    /// a delimiter; the slots behind these mean nothing.
    #[inline]
    pub(super) fn read(
        self,
        cells: [u8; 2 * CELLS],
        limits: Limits,
        firsts: &[SlotId; CELLS],
        slots: &mut [SlotId; CELLS],
    ) -> usize {
        let found = (cast::<_, i8x16>(cells) | self.fold) - self.least;
        let others = !limits.0.simd_gt(found).to_bitmask();
        // The first byte of each pair, without the sign.
        let options = cast::<_, u16x8>(found ^ i8x16::splat(LEAST.cast_signed())) & u16x8::splat(FIRST);
        let options = options >> FIRST.trailing_zeros();
        *slots = (u32x8::from(*firsts) + u32x8::from(options)).to_array();
        (others.trailing_zeros() / 2) as usize
    }
}

impl Limits {
    /// Of items with so many options, 0 for those that have other labels.
    pub(super) fn new(options: [u8; CELLS]) -> Self {
        Self(both(options.map(|options| options ^ LEAST), 1 ^ LEAST))
    }
}

/// Bytes for the labels of cells, each followed by one for their delimiters.
fn both(labels: [u8; CELLS], delimiter: u8) -> i8x16 {
    cast(labels.map(|label| [label, delimiter]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table of options each of which has one of the labels in each of `labels`.
    fn table(labels: &[&[u8]]) -> [u8; 256] {
        let mut table = [LOOK_CLOSER; 256];
        for labels in labels {
            for (&label, option) in labels.iter().zip(0..) {
                table[usize::from(label)] = option;
            }
        }
        table
    }

    #[test]
    fn labels_follow_each_other_or_not() {
        fn check(labels: &[&[u8]], options: Option<u8>) {
            assert_eq!(Letters::of(&table(labels), b',').map(|(_, options)| options), options, "{labels:?}");
        }
        check(&[b"ABCD", b"abcd"], Some(4));
        check(&[b"ABCD"], Some(4));
        check(&[b"abcd"], Some(4));
        check(&[b"1234"], Some(4));
        check(&[b"\0\x01"], Some(2));
        check(&[b"\xFE\xFF"], Some(2));
        check(&[b"A", b"a"], Some(1));
        check(&[b"TF", b"tf"], None);
        check(&[b"CBA", b"cba"], None);
        check(&[b"ABCD", b"abc"], None);
        check(&[b"AB", b"12"], None);
        check(&[], None);
    }

    proptest! {
        #[test]
        fn cells_are_read_as_by_the_table(
            labels in proptest::sample::select(vec![
                &[b"ABCDE", b"abcde"][..], &[b"12345"], &[b"abcde"], &[b"\xFB\xFC\xFD\xFE\xFF"], &[b"\0\x01\x02\x03\x04"],
            ]),
            near in proptest::array::uniform8(0_u8..7),
            odd in proptest::option::of((0_usize..16, any::<u8>())),
            options in proptest::array::uniform8(prop_oneof![3 => Just(5), 1 => 0_u8..5]),
        ) {
            let labels: Vec<&[u8]> = labels.iter().map(|labels| &labels[..]).collect();
            let table = table(&labels);
            let (letters, _) = Letters::of(&table, b';').expect("follow each other");
            let label = |near: u8| [labels[usize::from(near % 2) % labels.len()][0].wrapping_add(near).wrapping_sub(1), b';'];
            let mut cells: [u8; 2 * CELLS] = cast(near.map(label));
            if let Some((place, byte)) = odd {
                cells[place] = byte;
            }
            let mut slots = [0; CELLS];
            let firsts: [u32; CELLS] = std::array::from_fn(|place| 100 * u32::try_from(place).expect("is small"));
            let count = letters.read(cells, Limits::new(options), &firsts, &mut slots);
            let option = |place: usize| {
                let option = table[usize::from(cells[2 * place])];
                (cells[2 * place + 1] == b';' && option < options[place]).then_some(option)
            };
            let expected: Vec<u32> =
                (0..CELLS).map_while(option).zip(firsts).map(|(option, first)| first + u32::from(option)).collect();
            prop_assert_eq!(&slots[..count], &expected[..]);
        }
    }
}
