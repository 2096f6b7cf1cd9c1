//! One-to-one matching: every entry is used once, every response once, as many pairs as can be.

/// The partner of each of `count` right-hand places in a largest one-to-one matching, where `edges` lists for each
/// left-hand place the right-hand places it may take (augmenting paths after Kuhn).
///
/// The work is at most the number of left-hand places times the number of edges.
pub(super) fn pair_up(edges: &[Vec<usize>], count: usize) -> Vec<Option<usize>> {
    let mut partners = vec![None; count];
    for left in 0..edges.len() {
        let mut tried = vec![false; count];
        place(left, edges, &mut tried, &mut partners);
    }
    partners
}

/// Finds a place for `left`, moving others along where that helps.
fn place(left: usize, edges: &[Vec<usize>], tried: &mut [bool], partners: &mut [Option<usize>]) -> bool {
    for &right in &edges[left] {
        if std::mem::replace(&mut tried[right], true) {
            continue;
        }
        let free = match partners[right] {
            None => true,
            Some(other) => place(other, edges, tried, partners),
        };
        if free {
            partners[right] = Some(left);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_pairs_are_made_as_can_be() {
        #[track_caller]
        fn check(edges: &[Vec<usize>], count: usize, expected: usize) {
            assert_eq!(pair_up(edges, count).iter().flatten().count(), expected, "{edges:?}");
        }
        check(&[vec![0, 1], vec![0]], 2, 2);
        check(&[vec![0], vec![0]], 2, 1);
        check(&[vec![0, 1], vec![0, 2], vec![0], vec![2]], 3, 3);
        check(&[vec![], vec![1]], 2, 1);
        check(&[], 2, 0);
    }
}
