//! Who used which seed: what tells stock words from news, in a form that grows.
//!
//! In: the seeds of texts, one text after the other or many at once. Out: for a seed the texts that
//! have it. A use is one number, so that all of them are a few sorted runs of numbers: a new text is a
//! run of its own, and runs of like length are merged (a log-structured merge tree, O'Neil et al. 1996).
//! Each use is moved a number of times that grows with the logarithm of all.
//!
//! Known gaps: two seeds in 69 billion are taken for one; uses by texts past the first 67 million are
//! not kept.

use crate::seeds::seeds_of;
use crate::signature::Signature;
use crate::stock::edges;
use rayon::prelude::*;

/// Bits of a use for the two edges of the text.
const EDGES: u32 = 2;

/// Bits of a use for the number of the text.
const TEXT: u32 = 26;

/// Uses of one seed that are looked at when a single text is judged; of more, so many evenly spread.
const MOST_LOOKED_AT: usize = 64;

/// A run is merged with the one before it unless that is this many times longer: few runs to look
/// through, for numbers that are moved a few times more.
const LONGER: usize = 8;

/// Numbers of a run to which there is one sign that points to them.
const SIGNED: usize = 8;

/// All uses of seeds.
#[derive(Default)]
pub(crate) struct Uses {
    /// Each in order, by key, then text; the longest first.
    runs: Vec<Run>,
    /// Texts whose uses these are.
    texts: usize,
}

/// Uses in order, and where to look for one.
#[derive(Default)]
struct Run {
    all: Vec<u64>,
    /// For each value of the leading bits the place of the first number that is not less.
    signs: Vec<u32>,
    /// Bits of a number that are not leading.
    shift: u32,
}

impl Run {
    fn new(all: Vec<u64>) -> Run {
        let bits = (all.len() / SIGNED).max(2).next_power_of_two().trailing_zeros();
        let shift = u64::BITS - bits;
        let mut signs = Vec::with_capacity((1 << bits) + 1);
        for (at, number) in all.iter().enumerate() {
            while signs.len() <= (number >> shift) as usize {
                signs.push(at as u32);
            }
        }
        signs.resize((1 << bits) + 1, all.len() as u32);
        Run { all, signs, shift }
    }

    /// The uses of a seed.
    fn of(&self, key: u64) -> &[u64] {
        let sign = (key >> self.shift) as usize;
        let (low, high) = (self.signs[sign] as usize, self.signs[sign + 1] as usize);
        let from = low + self.all[low..high].partition_point(|&number| number < key);
        let rest = &self.all[from..];
        &rest[..ahead(rest, |number| is_of_one_seed(&number, &key))]
    }
}

/// A seed as it stands in a use: the leading bits.
pub(crate) fn key(hash: u64) -> u64 {
    // The lower bits: winnowing chose the hash for its upper ones, which are anything but even.
    hash << (TEXT + EDGES)
}

/// The text of a use, and whether it is near the text's start and end.
pub(crate) fn unpacked(posting: u64) -> (usize, (bool, bool)) {
    ((posting >> EDGES & ((1 << TEXT) - 1)) as usize, (posting & 2 != 0, posting & 1 != 0))
}

fn is_of_one_seed(a: &u64, b: &u64) -> bool {
    a >> (TEXT + EDGES) == b >> (TEXT + EDGES)
}

/// The uses by one text, in no order.
fn uses_of(text: usize, seeds: &[(u64, u32)], words: usize) -> impl Iterator<Item = u64> + '_ {
    let known = text < 1 << TEXT;
    seeds.iter().filter(move |_| known).map(move |&(hash, at)| {
        let (head, tail) = edges(at, words);
        key(hash) | (text as u64) << EDGES | u64::from(head) << 1 | u64::from(tail)
    })
}

impl Uses {
    /// How many texts were added.
    pub(crate) fn texts(&self) -> usize {
        self.texts
    }

    /// Adds a text that has the given seeds.
    pub(crate) fn add(&mut self, text: usize, seeds: &[(u64, u32)], words: usize) {
        self.texts += 1;
        let mut run: Vec<u64> = uses_of(text, seeds, words).collect();
        run.sort_unstable();
        run.dedup_by_key(|posting| *posting >> EDGES);
        while let Some(before) = self.runs.pop_if(|before| before.all.len() < LONGER * run.len()) {
            run = merged(&before.all, &run);
        }
        self.runs.push(Run::new(run));
    }

    /// Takes in all texts at once, the first being number 0, in place of what was there.
    pub(crate) fn add_all(&mut self, signatures: &[Signature]) {
        self.runs.clear();
        self.texts = signatures.len();
        let counts: Vec<Vec<u64>> = signatures
            .par_chunks(CHUNK)
            .enumerate()
            .map(|(chunk, signatures)| {
                let mut found = Vec::new();
                for (at, signature) in signatures.iter().enumerate() {
                    let seeds = seeds_of(signature);
                    found.extend(uses_of(chunk * CHUNK + at, &seeds, signature.len()));
                }
                found
            })
            .collect();
        let mut all = Vec::with_capacity(counts.iter().map(Vec::len).sum());
        counts.into_iter().for_each(|found| all.extend(found));
        all.par_sort_unstable();
        all.dedup_by_key(|posting| *posting >> EDGES);
        self.runs.push(Run::new(all));
    }

    /// Merges all runs into one.
    pub(crate) fn settle(&mut self) {
        while let Some(last) = self.runs.pop() {
            let Some(before) = self.runs.pop() else {
                self.runs.push(last);
                break;
            };
            self.runs.push(Run::new(merged(&before.all, &last.all)));
        }
    }

    /// The seeds with two uses or more, as (key, uses). All uses have to be in one run.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (u64, &[u64])> {
        let all = self.runs.first().map_or(&[][..], |run| &run.all);
        all.chunk_by(is_of_one_seed)
            .filter(|group| group.len() > 1)
            .map(|group| (group[0] >> (TEXT + EDGES) << (TEXT + EDGES), group))
    }

    /// Calls `found` with uses of a seed: all, or [`MOST_LOOKED_AT`] of each run.
    pub(crate) fn of(&self, hash: u64, mut found: impl FnMut(u64)) {
        let key = key(hash);
        for run in &self.runs {
            let uses = run.of(key);
            let step = uses.len().div_ceil(MOST_LOOKED_AT).max(1);
            uses.iter().step_by(step).for_each(|&posting| found(posting));
        }
    }
}

/// Texts that are read as one piece of work.
const CHUNK: usize = 1024;

/// How many of the first numbers are such; after one that is not, none is. Costs the logarithm of that.
fn ahead(run: &[u64], is: impl Fn(u64) -> bool) -> usize {
    let mut step = NEAR;
    while run.get(step).is_some_and(|&at| is(at)) {
        step *= 2;
    }
    let (low, high) = (if step > NEAR { step / 2 } else { 0 }, run.len().min(step));
    low + run[low..high].partition_point(|&at| is(at))
}

/// Numbers looked through before steps begin to grow.
const NEAR: usize = 16;

fn merged(one: &[u64], other: &[u64]) -> Vec<u64> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut i, mut j) = (0, 0);
    while let (Some(&x), Some(&y)) = (one.get(i), other.get(j)) {
        let first = x <= y;
        all.push(if first { x } else { y });
        i += usize::from(first);
        j += usize::from(!first);
    }
    all.extend_from_slice(&one[i..]);
    all.extend_from_slice(&other[j..]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(seeds: &[u64]) {
        let mut uses = Uses::default();
        for (text, &seed) in seeds.iter().enumerate() {
            uses.add(text, &[(seed, 0), (seed, 9)], 20);
        }
        for &seed in seeds {
            let mut found = Vec::new();
            uses.of(seed, |posting| found.push(unpacked(posting).0));
            found.sort_unstable();
            let want: Vec<usize> = (0..seeds.len()).filter(|&text| key(seeds[text]) == key(seed)).collect();
            assert_eq!(found, want);
        }
        uses.settle();
        let all: usize = uses.groups().map(|group| group.1.len()).sum();
        let several = |seed: &&u64| seeds.iter().filter(|&other| key(*other) == key(**seed)).count() > 1;
        assert_eq!(all, seeds.iter().filter(several).count());
    }

    #[test]
    fn a_use_is_found_however_the_runs_lie() {
        check(&[]);
        check(&[7]);
        check(&[0, u64::MAX, 0, 1, 2, 3, u64::MAX]);
    }

    proptest! {
        #[test]
        fn uses_are_found(seeds in prop::collection::vec(prop_oneof![0u64..6, any::<u64>()], 0..60)) {
            check(&seeds);
        }

        #[test]
        fn runs_are_counted(ends in prop::collection::vec(0u64..40, 0..200), end in 0u64..40) {
            let mut ends = ends;
            ends.sort_unstable();
            prop_assert_eq!(ahead(&ends, |at| at < end), ends.partition_point(|&at| at < end));
        }
    }
}
