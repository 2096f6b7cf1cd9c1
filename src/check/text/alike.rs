//! For each of many sets the earlier one that is most like it, without comparing all pairs where words tell them apart.
//!
//! Exact: what is found is what comparing all pairs would find. Three facts spare most of the work. Two sets whose
//! Jaccard index reaches a bound share a member among the first few of each, when members stand rarest first (prefix
//! filter: Bayardo, Ma and Srikant 2007, "Scaling up all pairs similarity search"). Their sizes are close. And the
//! members in which they differ cannot be fewer than the bits in which their signatures do (bitmap filter: Sandes,
//! Teodoro and Melo 2020). Where the first members are in most sets, so that the first fact says little, signatures of
//! all earlier sets are looked at, about two nanoseconds each.

use super::sets::overlap;
use foldhash::HashMap;

/// The Jaccard index of two sets: how many members both have, of how many that at least one has.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Likeness {
    /// Members of both.
    pub(in crate::check) shared: usize,
    /// Members of at least one, above 0.
    pub(in crate::check) all: usize,
}

impl Likeness {
    /// The index as a share.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    pub(in crate::check) fn share(self) -> f64 {
        self.shared as f64 / self.all as f64
    }

    /// Whether both sets are the same.
    pub(in crate::check) fn is_same(self) -> bool {
        self.shared == self.all
    }

    fn of(a: &[u32], b: &[u32]) -> Self {
        let shared = overlap(a, b);
        Self { shared, all: a.len() + b.len() - shared }
    }

    fn at_least(self, other: Self) -> bool {
        self.shared * other.all >= other.shared * self.all
    }

    /// The fewest members that two sets share which have so many together, if they are at least so much alike.
    fn fewest_shared(self, together: usize) -> usize {
        (self.shared * together).div_ceil(self.shared + self.all)
    }

    /// Of how many of its first members a set shares one with every set at least so much like it.
    fn prefix(self, members: usize) -> usize {
        members + 1 - (self.shared * members).div_ceil(self.all).clamp(1, members)
    }
}

/// For each set of `sets` that is `wanted`, the earlier one that is most like it, if they are at least `least` alike;
/// of several the first. A set has its members in rising order, the rarest first; it is never empty.
pub(in crate::check) fn most_alike(
    sets: &[&[u32]],
    least: Likeness,
    wanted: impl Fn(usize) -> bool,
) -> Vec<(usize, usize, Likeness)> {
    let mut found = Vec::new();
    let mut first: HashMap<&[u32], usize> = HashMap::default();
    let mut index = Index::new(sets, least);
    for (number, set) in sets.iter().enumerate() {
        let same = *first.entry(set).or_insert(number);
        if same != number {
            // The first of several that are the same stands for all.
            if wanted(number) {
                found.push((number, same, Likeness { shared: set.len(), all: set.len() }));
            }
            continue;
        }
        if wanted(number) {
            found.extend(index.search(number).map(|(other, likeness)| (number, other, likeness)));
        }
        index.add(number);
    }
    found
}

/// The sets that came before.
struct Index<'a> {
    sets: &'a [&'a [u32]],
    least: Likeness,
    /// For each member that stands among the first of some sets, those sets.
    postings: HashMap<u32, Vec<u32>>,
    earlier: Vec<Earlier>,
    /// For each set the last one that was compared with it.
    compared: Vec<usize>,
}

/// What is looked at before two sets are compared.
#[derive(Clone, Copy)]
struct Earlier {
    /// One bit for the members whose number has the same last bits.
    signature: u128,
    number: u32,
    members: u32,
}

/// The best that a search has found.
struct Best {
    /// As much alike as this, or more, is worth a look.
    bound: Likeness,
    found: Option<usize>,
}

impl<'a> Index<'a> {
    fn new(sets: &'a [&'a [u32]], least: Likeness) -> Self {
        let compared = vec![usize::MAX; sets.len()];
        Self { sets, least, postings: HashMap::default(), earlier: Vec::new(), compared }
    }

    fn add(&mut self, number: usize) {
        let set = self.sets[number];
        let place = small(self.earlier.len());
        for member in &set[..self.least.prefix(set.len())] {
            self.postings.entry(*member).or_default().push(place);
        }
        self.earlier.push(Earlier {
            signature: signature(set),
            number: small(number),
            members: small(set.len()),
        });
    }

    fn search(&mut self, number: usize) -> Option<(usize, Likeness)> {
        let set = self.sets[number];
        let own = Earlier { signature: signature(set), number: small(number), members: small(set.len()) };
        let mut best = Best { bound: self.least, found: None };
        let prefix = &set[..self.least.prefix(set.len())];
        let posted = |member: &u32| self.postings.get(member).map_or(0, Vec::len);
        if prefix.iter().map(posted).sum::<usize>() >= self.earlier.len() {
            for earlier in &self.earlier {
                best.consider(own, *earlier, self.sets);
            }
        } else {
            for (place, member) in prefix.iter().enumerate() {
                // What was found leaves less and less to look for.
                if place >= best.bound.prefix(set.len()) {
                    break;
                }
                for other in self.postings.get(member).into_iter().flatten() {
                    if std::mem::replace(&mut self.compared[*other as usize], number) != number {
                        best.consider(own, self.earlier[*other as usize], self.sets);
                    }
                }
            }
        }
        best.found.map(|found| (found, best.bound))
    }
}

impl Best {
    /// Compares two sets where they may be more alike than the best, or as much and the other one comes earlier.
    #[inline]
    fn consider(&mut self, own: Earlier, other: Earlier, sets: &[&[u32]]) {
        let together = (own.members + other.members) as usize;
        let differ = (own.signature ^ other.signature).count_ones() as usize;
        // Members in which the two differ count once in `together`, shared ones twice.
        let most_shared =
            (own.members.min(other.members) as usize).min((together - differ.min(together)) / 2);
        let number = other.number as usize;
        let has_earlier = self.found.is_some_and(|found| found < number);
        let too_few = self.bound.shared * together / (self.bound.shared + self.bound.all);
        if most_shared < too_few + usize::from(has_earlier)
            || most_shared < self.bound.fewest_shared(together)
        {
            return;
        }
        let likeness = Likeness::of(sets[own.number as usize], sets[number]);
        if likeness.at_least(self.bound) && !(has_earlier && self.bound.at_least(likeness)) {
            *self = Self { bound: likeness, found: Some(number) };
        }
    }
}

fn signature(set: &[u32]) -> u128 {
    set.iter().fold(0, |bits, member| bits | 1 << (member % u128::BITS))
}

/// Files have at most 64 MiB, so that there are far fewer words and items than 2^32.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn by_all_pairs(sets: &[&[u32]], least: Likeness) -> Vec<(usize, usize, Likeness)> {
        let mut found = Vec::new();
        for (number, set) in sets.iter().enumerate() {
            let mut best: Option<(usize, Likeness)> = None;
            for (other, earlier) in sets[..number].iter().enumerate() {
                let likeness = Likeness::of(set, earlier);
                let beats = |best: Likeness| !best.at_least(likeness);
                if likeness.at_least(least) && best.is_none_or(|(_, best)| beats(best)) {
                    best = Some((other, likeness));
                }
            }
            found.extend(best.map(|(other, likeness)| (number, other, likeness)));
        }
        found
    }

    #[track_caller]
    fn check(sets: &[Vec<u32>], least: Likeness) {
        let sets: Vec<&[u32]> = sets.iter().map(Vec::as_slice).collect();
        let plain = |found: Vec<(usize, usize, Likeness)>| -> Vec<_> {
            found.into_iter().map(|(number, other, like)| (number, other, like.shared, like.all)).collect()
        };
        let expected = plain(by_all_pairs(&sets, least));
        assert_eq!(plain(most_alike(&sets, least, |_| true)), expected, "{sets:?}");
        let odd = |found: Vec<(usize, usize, usize, usize)>| -> Vec<_> {
            found.into_iter().filter(|(number, ..)| number % 2 == 1).collect()
        };
        assert_eq!(plain(most_alike(&sets, least, |number| number % 2 == 1)), odd(expected), "{sets:?}");
    }

    fn sets(words: u32, longest: usize) -> impl Strategy<Value = Vec<Vec<u32>>> {
        let set = proptest::collection::btree_set(0..words, 1..=longest);
        let sorted = |set: BTreeSet<u32>| set.into_iter().collect::<Vec<_>>();
        proptest::collection::vec(set.prop_map(sorted), 0..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn few_words_give_what_all_pairs_give(sets in sets(12, 10), shared in 1_usize..=20) {
            check(&sets, Likeness { shared, all: 20 });
        }

        /// More words than a signature has bits.
        #[test]
        fn many_words_give_what_all_pairs_give(
            mut sets in sets(2000, 12),
            copies in proptest::collection::vec((0_usize..60, 0_usize..60, 0_usize..12), 0..40),
        ) {
            // Random sets of many words are never alike, so that parts of some are put into others.
            let count = sets.len();
            for (from, to, members) in copies.into_iter().filter(|(from, to, _)| *from.max(to) < count) {
                let part: Vec<u32> = sets[from].iter().take(members).copied().collect();
                sets[to].extend(part);
                sets[to].sort_unstable();
                sets[to].dedup();
            }
            for shared in [6, 12, 17, 20] {
                check(&sets, Likeness { shared, all: 20 });
            }
        }
    }
}
