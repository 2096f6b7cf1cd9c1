//! Where the names of marks stand, so that none lies on another.

/// About how wide a letter is, and how high a line.
const LETTER: f64 = 6.6;
const LINE: f64 = 12.0;
/// Room around a mark, and around a dot.
const MARK: f64 = 6.0;
const DOT: f64 = 4.0;
/// How far from its mark a name may stand.
const REACHES: [f64; 4] = [9.0, 22.0, 38.0, 56.0];
/// Directions in the order in which they are tried.
const DIRECTIONS: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.75, -0.75),
    (0.75, 0.75),
    (-0.75, -0.75),
    (-0.75, 0.75),
];

/// A rectangle in user units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    fn around(x: f64, y: f64, room: f64) -> Self {
        Self { left: x - room, top: y - room, right: x + room, bottom: y + room }
    }
}

/// Finds a place for the name of each of the first marks, in order; `None` where there is none. `columns` is
/// how long each name is, in letters. A name never lies on a mark or another name; on one of the `dots` only
/// where it must.
pub(super) fn place(
    marks: &[(f64, f64)],
    columns: &[usize],
    dots: &[(f64, f64)],
    bounds: Area,
) -> Vec<Option<Area>> {
    let mut taken: Vec<Area> = marks.iter().map(|&(x, y)| Area::around(x, y, MARK)).collect();
    let dots: Vec<Area> = dots.iter().map(|&(x, y)| Area::around(x, y, DOT)).collect();
    let mut places = Vec::with_capacity(columns.len());
    for (&(x, y), &columns) in marks.iter().zip(columns) {
        let width = f64::from(u32::try_from(columns).unwrap_or(u32::MAX)) * LETTER;
        let free: Vec<Area> = REACHES
            .iter()
            .flat_map(|reach| DIRECTIONS.map(|direction| beside(x, y, *reach, direction, width)))
            .filter(|area| bounds.holds(area) && taken.iter().all(|other| !area.overlaps(other)))
            .collect();
        let clear = free.iter().find(|area| dots.iter().all(|dot| !area.overlaps(dot)));
        let found = clear.or(free.first()).copied();
        taken.extend(found);
        places.push(found);
    }
    places
}

/// The area of a name that stands off in a direction.
fn beside(x: f64, y: f64, reach: f64, (across, down): (f64, f64), width: f64) -> Area {
    let x = x + across * reach;
    let left = if across > 0.0 {
        x
    } else if across < 0.0 {
        x - width
    } else {
        x - width / 2.0
    };
    let middle = y + down * (reach + LINE / 4.0);
    Area { left, top: middle - LINE / 2.0, right: left + width, bottom: middle + LINE / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Area = Area { left: 0.0, top: 0.0, right: 600.0, bottom: 300.0 };

    #[test]
    fn no_name_lies_on_another_or_outside() {
        let marks: Vec<(f64, f64)> =
            (0..60).map(|n| (f64::from(n * 37 % 600), 140.0 + f64::from(n % 7))).collect();
        let places = place(&marks, &[12; 60], &[], BOUNDS);
        let found: Vec<&Area> = places.iter().flatten().collect();
        assert!(found.len() > 20, "{} of 60", found.len());
        for (number, area) in found.iter().enumerate() {
            assert!(BOUNDS.holds(area));
            assert!(found[..number].iter().all(|other| !area.overlaps(other)));
        }
    }

    #[test]
    fn a_name_keeps_off_dots_where_it_can() {
        let right = place(&[(300.0, 150.0)], &[10], &[], BOUNDS)[0].unwrap();
        let left = place(&[(300.0, 150.0)], &[10], &[(right.left + 5.0, 150.0)], BOUNDS)[0].unwrap();
        assert!(left.right < 300.0);
    }

    #[test]
    fn a_name_that_fits_nowhere_has_no_place() {
        assert_eq!(place(&[(5.0, 5.0)], &[1000], &[], BOUNDS), [None]);
        assert!(place(&[(595.0, 5.0)], &[10], &[], BOUNDS)[0].is_some());
    }
}
