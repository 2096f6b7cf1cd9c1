//! Sets of words as sorted lists.

/// How many members two sorted sets share.
pub(in crate::check) fn overlap<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

/// Shared members over all members of two sorted sets; 0 for two empty sets.
pub(in crate::check) fn jaccard<T: Ord>(a: &[T], b: &[T]) -> f64 {
    let shared = overlap(a, b);
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { share(shared, all) }
}

/// Whether every member of `a` is in `b`, which has more.
pub(in crate::check) fn is_strict_subset<T: Ord>(a: &[T], b: &[T]) -> bool {
    a.len() < b.len() && overlap(a, b) == a.len()
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_compared_by_members() {
        assert_eq!(overlap(&[1, 2, 4], &[2, 3, 4]), 2);
        assert!((jaccard(&[1, 2, 4], &[2, 3, 4]) - 0.5).abs() < 1e-12);
        assert!(jaccard::<u8>(&[], &[]).abs() < 1e-12);
        assert!(is_strict_subset(&[1], &[1, 2]));
        assert!(!is_strict_subset(&[1, 2], &[1, 2]));
        assert!(!is_strict_subset(&[3], &[1, 2]));
    }
}
