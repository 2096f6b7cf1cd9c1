//! For each of many sets the earlier one that is most like it, without comparing all pairs where words tell them apart.
//!
//! Exact: what is found is what comparing all pairs would find. Two sets whose Jaccard index reaches a bound share a
//! member among the first few of each, when members stand rarest first (prefix filter: Bayardo, Ma and Srikant 2007,
//! "Scaling up all pairs similarity search"), and what lies behind the members they share there must suffice for the bound
//! (positional filter: Xiao and others 2008, "Efficient similarity joins for near duplicate detection"). And they differ
//! in no fewer members than their signatures in bits (bitmap filter: Sandes, Teodoro and Melo 2020). Where the first
//! members are in most sets, so that they tell nothing apart, the signatures of all earlier sets are looked at instead.

use super::sets::overlap;
use crate::parallel;
use foldhash::HashMap;
use std::ops::Range;

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

    /// Whether two sets with so many members together can be so much alike, or more, or only `strictly` more, if they
    /// differ in so many members.
    fn allows(self, differ: usize, together: usize, strictly: bool) -> bool {
        // With d members in one set only, of t in both together, (t − d) / 2 are shared and (t + d) / 2 are in at least one.
        differ * (self.all + self.shared) + usize::from(strictly) <= together * (self.all - self.shared)
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
    let mut searches = Vec::new();
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
        let search = index.add(number);
        if wanted(number) {
            searches.push(search);
        }
    }
    let parts = searches.chunks(SEARCHES_AT_A_TIME).collect();
    let results = parallel::map(parts, |searches| {
        let mut met = Vec::new();
        let of = |search: &Search| Some((search.number, index.search(search, &mut met)?));
        searches.iter().filter_map(of).collect::<Vec<_>>()
    });
    found.extend(results.into_iter().flatten().map(|(number, (other, likeness))| (number, other, likeness)));
    found.sort_unstable_by_key(|(number, ..)| *number);
    found
}

/// All sets, of several that are the same the first. A search looks only at those before its own set, so that the order
/// of searches is free, and threads share them out.
struct Index<'a> {
    sets: &'a [&'a [u32]],
    least: Likeness,
    /// For each member the sets that have it among their first, in their order.
    postings: Vec<Vec<Posting>>,
    signatures: Signatures,
}

/// A search for the earlier set that is most like a set.
struct Search {
    number: usize,
    /// How many sets there are before.
    earlier: usize,
    /// How many postings of earlier sets the first members have.
    posted: usize,
    /// The most members of an earlier set.
    longest: usize,
}

/// A set that has a member among its first.
#[derive(Clone, Copy)]
struct Posting {
    /// Its place in the index.
    place: u32,
    /// How many members it has behind this one.
    behind: u32,
    members: u32,
}

/// What is looked at of sets before any is compared, in columns that are quick to run through.
#[derive(Default)]
struct Signatures {
    numbers: Vec<usize>,
    members: Vec<usize>,
    /// The most members of one so far.
    longest: usize,
    low: Vec<u64>,
    high: Vec<u64>,
}

/// How many signatures are looked at in the time that one posting takes, roughly.
const POSTING_COST: usize = 2;
/// So many searches are done by one thread before it looks for more: some are much longer than others.
const SEARCHES_AT_A_TIME: usize = 32;
/// Signatures that are compared at a time.
const BLOCK: usize = 64;
/// Among the members met of a set, what no further member can bring up to the bound.
const HOPELESS: u32 = u32::MAX;

impl<'a> Index<'a> {
    fn new(sets: &'a [&'a [u32]], least: Likeness) -> Self {
        let members = sets.iter().filter_map(|set| set.last()).max().map_or(0, |last| *last as usize + 1);
        let signatures = Signatures::default();
        Self { sets, least, postings: vec![Vec::new(); members], signatures }
    }

    /// Adds a set, and gives the search among those before it.
    fn add(&mut self, number: usize) -> Search {
        let set = self.sets[number];
        let earlier = self.signatures.numbers.len();
        let mut search = Search { number, earlier, posted: 0, longest: self.signatures.longest };
        let (place, members) = (small(earlier), small(set.len()));
        for (member, passed) in self.prefix(set).iter().zip(1..) {
            let posting = Posting { place, behind: members - passed, members };
            let postings = &mut self.postings[*member as usize];
            search.posted += postings.len();
            postings.push(posting);
        }
        self.signatures.add(number, set);
        search
    }

    /// Does a search; `met` is memory for it that searches one after the other share.
    fn search(&self, search: &Search, met: &mut Vec<u32>) -> Option<(usize, Likeness)> {
        let set = self.sets[search.number];
        let own = signature(set);
        let mut best = Best { sets: self.sets, set, bound: self.least, found: None };
        if search.posted * POSTING_COST >= search.earlier {
            for start in (0..search.earlier).step_by(BLOCK) {
                let end = search.earlier.min(start + BLOCK);
                self.signatures.look_at(start..end, own, search.longest, &mut best);
            }
        } else {
            met.clear();
            met.resize(search.earlier, 0);
            let Signatures { numbers, members, .. } = &self.signatures;
            for place in self.candidates(set, met) {
                best.consider_if_worth(numbers[place], self.signatures.differ(place, own), members[place]);
            }
        }
        best.found.map(|found| (found, best.bound))
    }

    /// The places of sets that share enough of the first members. `met` has for each earlier set how many of its first
    /// members were met, none at the start.
    fn candidates(&self, set: &[u32], met: &mut [u32]) -> Vec<usize> {
        let mut candidates = Vec::new();
        for (member, passed) in self.prefix(set).iter().zip(1..) {
            let behind = small(set.len() - passed);
            for posting in &self.postings[*member as usize] {
                // Behind the first set that is no earlier one there are no more.
                let Some(met) = met.get_mut(posting.place as usize) else { break };
                if *met == HOPELESS {
                    continue;
                }
                let most = *met + 1 + behind.min(posting.behind);
                let together = set.len() + posting.members as usize;
                let differ = together - 2 * most as usize;
                if self.least.allows(differ, together, false) {
                    if *met == 0 {
                        candidates.push(posting.place as usize);
                    }
                    *met += 1;
                } else {
                    *met = HOPELESS;
                }
            }
        }
        candidates.retain(|place| met[*place] != HOPELESS);
        candidates
    }

    /// The first members of a set, of which every set enough like it has one among its own first.
    fn prefix(&self, set: &'a [u32]) -> &'a [u32] {
        &set[..self.least.prefix(set.len())]
    }
}

impl Signatures {
    fn add(&mut self, number: usize, set: &[u32]) {
        let (low, high) = signature(set);
        self.numbers.push(number);
        self.members.push(set.len());
        self.longest = self.longest.max(set.len());
        self.low.push(low);
        self.high.push(high);
    }

    /// In how many bits the signature of a place differs.
    fn differ(&self, place: usize, own: (u64, u64)) -> u32 {
        (self.low[place] ^ own.0).count_ones() + (self.high[place] ^ own.1).count_ones()
    }

    /// Considers at most [`BLOCK`] earlier sets, of `longest` members at most. Bits are counted for all of them before
    /// anything is decided, since processors do that for several at a time.
    fn look_at(&self, places: Range<usize>, own: (u64, u64), longest: usize, best: &mut Best<'_>) {
        let mut differ = [0; BLOCK];
        let columns = self.low[places.clone()].iter().zip(&self.high[places.clone()]);
        for (differ, (low, high)) in differ.iter_mut().zip(columns) {
            *differ = (low ^ own.0).count_ones() + (high ^ own.1).count_ones();
        }
        let nearest = differ[..places.len()].iter().min().copied().unwrap_or(0);
        if !best.bound.allows(nearest as usize, best.set.len() + longest, false) {
            return;
        }
        let rows = self.numbers[places.clone()].iter().zip(&self.members[places]);
        for (differ, (number, members)) in differ.iter().zip(rows) {
            best.consider_if_worth(*number, *differ, *members);
        }
    }
}

/// The best that a search has found.
struct Best<'a> {
    sets: &'a [&'a [u32]],
    set: &'a [u32],
    /// As much alike as this, or more, is worth a look.
    bound: Likeness,
    found: Option<usize>,
}

impl Best<'_> {
    /// Considers a set of so many members that differs in so many members, or more, unless that is too many.
    #[inline]
    fn consider_if_worth(&mut self, number: usize, differ: u32, members: usize) {
        let differ = (differ as usize).max(self.set.len().abs_diff(members));
        // Where the best comes first, as much alike is not enough.
        let has_earlier = self.found.is_some_and(|found| found < number);
        if self.bound.allows(differ, self.set.len() + members, has_earlier) {
            self.consider(number);
        }
    }

    /// Compares with a set that may be more alike than the best, or as much and comes earlier.
    fn consider(&mut self, number: usize) {
        let likeness = Likeness::of(self.set, self.sets[number]);
        let has_earlier = self.found.is_some_and(|found| found < number);
        if likeness.at_least(self.bound) && !(has_earlier && self.bound.at_least(likeness)) {
            self.bound = likeness;
            self.found = Some(number);
        }
    }
}

/// Two times 64 bits: one for all the members whose numbers have the same last bits.
fn signature(set: &[u32]) -> (u64, u64) {
    let bits = set.iter().fold(0_u128, |bits, member| bits | 1 << (member % u128::BITS));
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    (half(bits), half(bits >> u64::BITS))
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
