//! Work that is shared out among processors, with the same results as work in order.
//!
//! Whoever belongs to a rayon pool shares the work with the pool's other threads. Everybody else does it alone, so that
//! nothing starts threads without being asked: [`start`] does, for the whole program.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use std::num::NonZeroUsize;

/// What `work` makes of each part, in the order of the parts.
pub(crate) fn map<P: Send, R: Send>(parts: Vec<P>, work: impl Fn(P) -> R + Send + Sync) -> Vec<R> {
    if parts.len() > 1 && has_company() {
        // Every part can be taken for itself, since one may take as long as all others together.
        parts.into_par_iter().with_max_len(1).map(work).collect()
    } else {
        parts.into_iter().map(work).collect()
    }
}

/// What both give.
pub(crate) fn both<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    if has_company() { rayon::join(first, second) } else { (first(), second()) }
}

/// Gives the calling thread the company of as many others as work on so many bytes of banks is worth, until the program
/// ends. There are never more of them, the caller included, than processors.
pub(crate) fn start(bytes: usize) {
    let threads = threads(bytes, || std::thread::available_parallelism().map_or(1, NonZeroUsize::get));
    if threads > 1 {
        // Where no thread can be had, the caller does all the work.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).use_current_thread().build_global();
    }
}

/// Banks of fewer bytes are not worth a further thread. Measured with two: a bank of 88 KiB takes 1.01 to 1.06 times as
/// long as with one, since starting the other and sharing memory with it cost what it brings; 356 KiB in twelve files take
/// 0.7 to 0.8 times as long, and 7 MiB 0.7 times.
const BYTES_A_THREAD: usize = 128 << 10;

/// How many threads so many bytes are worth. The number of processors is asked for only if it matters: where groups of
/// processes have limits, the system reads files to tell, which takes nearly half a millisecond.
fn threads(bytes: usize, processors: impl FnOnce() -> usize) -> usize {
    match bytes / BYTES_A_THREAD {
        0 | 1 => 1,
        worth => worth.min(processors()),
    }
}

fn has_company() -> bool {
    rayon::current_thread_index().is_some() && rayon::current_num_threads() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_worth_their_bytes() {
        #[track_caller]
        fn check(kib: usize, processors: usize, expected: usize) {
            assert_eq!(threads(kib << 10, || processors), expected);
        }
        check(0, 8, 1);
        check(88, 8, 1);
        check(255, 8, 1);
        check(256, 8, 2);
        check(700, 8, 5);
        check(700, 2, 2);
        check(700, 1, 1);
    }

    #[test]
    fn who_belongs_to_no_pool_works_alone() {
        let thread = || std::thread::current().id();
        assert_eq!(map(vec![(); 100], |()| thread()), vec![thread(); 100]);
        assert_eq!(both(thread, thread), (thread(), thread()));
    }
}
