//! Where each word of a text was met first: the common coordinates in which texts are compared.
//!
//! In: texts, one after the other. Out: each as [`Block`]s, stretches of words that stand, word for
//! word, in an earlier text (or are its own). A word's *locus* is its place where it was met first,
//! through however many copies it came. Two copies of one dispatch share loci whatever they changed,
//! so what they have in common is read off two short sorted lists, and the n-th copy of a text costs
//! no more than the second: it is looked up once, and read along the text that it was found in.
//!
//! A text is found by its seeds, carried on word by word and over small edits, and only believed
//! when neighbouring stretches bear each other out; chance phrases stay the text's own words.
//!
//! Known gaps: words past the first four billion of a collection are nobody's copies; a word changed
//! alike by two copies is not seen to be alike here (`evidence` does).

use crate::signature::Signature;
use std::cmp::Reverse;

/// Words that may lie between two stretches that bear each other out: two lines of print.
pub(crate) const GAP: u32 = 20;

/// Starting words of runs that stretches must have together: with fewer, stock phrases and titles
/// would do.
pub(crate) const FEWEST_RUNS: u32 = 4;

/// Places kept of one seed; a phrase that is met more often tells nothing of where it comes from.
const MOST_PLACES: usize = 4;

/// Stretches looked back at for one that bears out another; chance phrases may lie between.
const LOOK_BACK: usize = 4;

/// Words skipped on either side when a stretch is carried on over an edit.
const SMALL_EDIT: u32 = 4;

/// A stretch of a text and where its words were met first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Block {
    /// The locus of its first word.
    pub(crate) locus: u32,
    /// The place of its first word in the text.
    pub(crate) at: u32,
    /// Words.
    pub(crate) length: u32,
    /// Whether the words are stock in this text.
    pub(crate) stock: bool,
}

/// The loci of a growing collection of texts.
#[derive(Default)]
pub(crate) struct Loci {
    /// The locus of the first word of each text.
    bases: Vec<u32>,
    /// The locus that is given next.
    next: u32,
    table: Table,
    /// The blocks of all texts, those of one in order of loci.
    blocks: Vec<Block>,
    /// Where the blocks of each text end.
    ends: Vec<u32>,
}

/// A stretch that agrees with another text.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    home: u32,
    from: u32,
    at: u32,
    length: u32,
    chain: u32,
}

impl Loci {
    /// The blocks of a text by its number, in order of loci.
    pub(crate) fn blocks(&self, text: usize) -> &[Block] {
        let start =
            text.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.ends.get(text).and_then(|&end| self.blocks.get(start..end as usize)).unwrap_or(&[])
    }

    /// The number of the text in which a locus was met first.
    pub(crate) fn home(&self, locus: u32) -> usize {
        self.bases.partition_point(|&base| base <= locus).saturating_sub(1)
    }

    /// That number, and the first locus after those of that text.
    pub(crate) fn home_and_end(&self, locus: u32) -> (usize, u32) {
        let home = self.home(locus);
        (home, self.bases.get(home + 1).copied().unwrap_or(u32::MAX))
    }

    /// Takes in a text and gives it the next number. `seeds` and `stock` are its seeds and the words of
    /// it that are stock. `words` tells the words of a text by its number and has to know all before this
    /// one.
    pub(crate) fn insert<'w>(
        &mut self,
        signature: &Signature,
        seeds: &[(u64, u32)],
        stock: &[(u32, u32)],
        words: impl Fn(usize) -> &'w [u32],
    ) {
        let count = signature.len() as u32;
        self.bases.push(self.next);
        if let Some(next) = self.next.checked_add(count).filter(|&next| next < u32::MAX) {
            let (blocks, own) = self.find(signature, seeds, stock, self.next, words);
            let mut own = own.iter().peekable();
            for &(hash, at) in seeds {
                while own.next_if(|range| range.1 <= at).is_some() {}
                if own.peek().is_some_and(|range| range.0 <= at) {
                    self.table.insert(hash, self.next + at);
                }
            }
            self.next = next;
            self.blocks.extend(blocks);
        }
        self.ends.push(self.blocks.len() as u32);
    }

    /// The blocks that a text would have were it the next one.
    pub(crate) fn look_up<'w>(
        &self,
        signature: &Signature,
        seeds: &[(u64, u32)],
        stock: &[(u32, u32)],
        words: impl Fn(usize) -> &'w [u32],
    ) -> Vec<Block> {
        self.find(signature, seeds, stock, self.next, words).0
    }

    /// Lets go of what is only needed to take in more.
    pub(crate) fn close(&mut self) {
        self.table = Table::default();
        self.blocks.shrink_to_fit();
    }

    /// The blocks that a text would have as the next one, and the stretches that are its own.
    fn find<'w>(
        &self,
        signature: &Signature,
        seeds: &[(u64, u32)],
        stock: &[(u32, u32)],
        base: u32,
        words: impl Fn(usize) -> &'w [u32],
    ) -> (Vec<Block>, Vec<(u32, u32)>) {
        let stretches = self.stretches(signature, seeds, &words);
        let count = signature.len() as u32;
        let mut blocks: Vec<Block> = Vec::with_capacity(stretches.len() * 2 + 1);
        let mut own: Vec<(u32, u32)> = Vec::new();
        let mut end = 0;
        for stretch in &stretches {
            if stretch.at >= end + signature.run as u32 {
                own.push((end, stretch.at));
            }
            self.resolve(stretch, &mut blocks);
            end = stretch.at + stretch.length;
        }
        if count >= end + signature.run as u32 || (end == 0 && count > 0) {
            own.push((end, count));
        }
        let plain = |&(from, to): &(u32, u32)| Block {
            locus: base + from,
            at: from,
            length: to - from,
            stock: false,
        };
        blocks.extend(own.iter().map(plain));
        let mut blocks = marked(joined(blocks), stock);
        blocks.sort_unstable();
        (blocks, own)
    }

    /// The stretches of a text that stand in others, in order and apart from each other.
    fn stretches<'w>(
        &self,
        signature: &Signature,
        seeds: &[(u64, u32)],
        words: &impl Fn(usize) -> &'w [u32],
    ) -> Vec<Stretch> {
        let mine = &*signature.words;
        let run = signature.run;
        let mut found: Vec<Stretch> = Vec::new();
        let mut covered = 0;
        for &(hash, at) in seeds.iter() {
            if at < covered {
                continue;
            }
            let last = found.last().copied();
            let mut best: Option<(u32, Stretch)> = None;
            self.table.get(hash, |locus| {
                let home = self.home(locus);
                let from = locus - self.bases[home];
                let theirs = words(home);
                let ahead = same_ahead(&mine[at as usize..], theirs.get(from as usize..).unwrap_or(&[]));
                if (ahead as usize) < run {
                    return;
                }
                let back = same_back(&mine[covered as usize..at as usize], &theirs[..from as usize]);
                let stretch = Stretch {
                    home: home as u32,
                    from: from - back,
                    at: at - back,
                    length: ahead + back,
                    chain: 0,
                };
                // One that goes on where the last left off is as good as another somewhat longer.
                let goes_on = last.is_some_and(|last| bears_out(&last, &stretch));
                let worth = stretch.length + if goes_on { GAP } else { 0 };
                // Of equals the one met first, in whatever order the table has them.
                let key = |worth: u32, one: &Stretch| (worth, Reverse(one.home), Reverse(one.from));
                if best.is_none_or(|best| key(worth, &stretch) > key(best.0, &best.1)) {
                    best = Some((worth, stretch));
                }
            });
            let Some((_, stretch)) = best else { continue };
            let theirs = words(stretch.home as usize);
            carry_back(&stretch, mine, theirs, covered, &mut found);
            found.push(stretch);
            carry_on(&stretch, mine, theirs, &mut found);
            covered = found.last().map_or(covered, |last| last.at + last.length);
        }
        believed(found, signature)
    }

    /// The loci of a stretch: those that its home's words have, or its home's own.
    fn resolve(&self, stretch: &Stretch, blocks: &mut Vec<Block>) {
        let (from, to) = (stretch.from, stretch.from + stretch.length);
        let base = self.bases[stretch.home as usize];
        let first = blocks.len();
        for block in self.blocks(stretch.home as usize) {
            let (start, end) = (block.at.max(from), (block.at + block.length).min(to));
            if start < end {
                let locus = block.locus + (start - block.at);
                blocks.push(Block { locus, at: start, length: end - start, stock: false });
            }
        }
        blocks[first..].sort_unstable_by_key(|block| block.at);
        let mut done = from;
        for at in first..blocks.len() {
            let block = blocks[at];
            if block.at > done {
                blocks.push(Block { locus: base + done, at: done, length: block.at - done, stock: false });
            }
            done = block.at + block.length;
        }
        if done < to {
            blocks.push(Block { locus: base + done, at: done, length: to - done, stock: false });
        }
        // So far the places were the home's.
        blocks[first..].iter_mut().for_each(|block| block.at = block.at - from + stretch.at);
    }
}

/// Whether two stretches, the first before the second, agree on where they come from.
fn bears_out(one: &Stretch, next: &Stretch) -> bool {
    let (end_at, end_from) = (one.at + one.length, one.from + one.length);
    one.home == next.home
        && next.at >= end_at
        && next.from >= end_from
        && next.at - end_at <= GAP
        && next.from - end_from <= GAP
}

/// Leaves out stretches that too little bears out. A run with a figure in it counts twice: figures
/// agree by chance far more seldom, and the lines of a table are short.
fn believed(mut found: Vec<Stretch>, signature: &Signature) -> Vec<Stretch> {
    let run = signature.run as u32;
    let mut worth: Vec<u32> = Vec::with_capacity(found.len());
    for at in 0..found.len() {
        let before =
            (at.saturating_sub(LOOK_BACK)..at).rev().find(|&back| bears_out(&found[back], &found[at]));
        found[at].chain = before.map_or(worth.len() as u32, |back| found[back].chain);
        let runs = (found[at].length + 1).saturating_sub(run);
        let runs = if (1..FEWEST_RUNS).contains(&runs) {
            runs + signature.figures((found[at].at, found[at].at + found[at].length)).min(runs)
        } else {
            runs
        };
        match worth.get_mut(found[at].chain as usize) {
            Some(sum) => *sum += runs,
            None => worth.push(runs),
        }
    }
    found.retain(|stretch| worth[stretch.chain as usize] >= FEWEST_RUNS);
    found
}

fn same_ahead(one: &[u32], other: &[u32]) -> u32 {
    one.iter().zip(other).take_while(|(a, b)| a == b).count() as u32
}

fn same_back(one: &[u32], other: &[u32]) -> u32 {
    one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count() as u32
}

/// Carries a stretch on over small edits behind it.
fn carry_on(start: &Stretch, mine: &[u32], theirs: &[u32], found: &mut Vec<Stretch>) {
    let (mut at, mut from) = ((start.at + start.length) as usize, (start.from + start.length) as usize);
    'on: while at < mine.len() && from < theirs.len() {
        for (skip_at, skip_from) in small_edits() {
            let (Some(one), Some(other)) =
                (mine.get(at + skip_at as usize..), theirs.get(from + skip_from as usize..))
            else {
                continue;
            };
            let count = same_ahead(one, other);
            if count >= needed(skip_at, skip_from) {
                (at, from) = (at + skip_at as usize, from + skip_from as usize);
                found.push(Stretch { at: at as u32, from: from as u32, length: count, ..*start });
                (at, from) = (at + count as usize, from + count as usize);
                continue 'on;
            }
        }
        break;
    }
}

/// Carries a stretch on over small edits before it, down to the word `least`.
fn carry_back(start: &Stretch, mine: &[u32], theirs: &[u32], least: u32, found: &mut Vec<Stretch>) {
    let (mut at, mut from) = (start.at, start.from);
    let first = found.len();
    'back: while at > least && from > 0 {
        for (skip_at, skip_from) in small_edits() {
            let (Some(to), Some(to_from)) = (at.checked_sub(skip_at), from.checked_sub(skip_from)) else {
                continue;
            };
            if to < least {
                continue;
            }
            let count = same_back(&mine[least as usize..to as usize], &theirs[..to_from as usize]);
            if count >= needed(skip_at, skip_from) {
                (at, from) = (to - count, to_from - count);
                found.push(Stretch { at, from, length: count, ..*start });
                continue 'back;
            }
        }
        break;
    }
    found[first..].reverse();
}

/// Words that have to agree after an edit: more than it skips, so that a chance word does not carry.
pub(crate) fn needed(skip_a: u32, skip_b: u32) -> u32 {
    match skip_a.max(skip_b) {
        0 => 1,
        1 => 2,
        _ => 3,
    }
}

/// (0, 0), then edits of one word, two, …
pub(crate) fn small_edits() -> impl Iterator<Item = (u32, u32)> {
    (0..=SMALL_EDIT).flat_map(|most| {
        (0..=most).flat_map(move |less| {
            let mirrored = (less != most).then_some((less, most));
            [Some((most, less)), mirrored].into_iter().flatten()
        })
    })
}

/// Makes one of blocks that go on from each other.
fn joined(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_unstable_by_key(|block| block.at);
    blocks.dedup_by(|next, last| {
        let goes_on = last.at + last.length == next.at && last.locus + last.length == next.locus;
        if goes_on {
            last.length += next.length;
        }
        goes_on
    });
    blocks
}

/// Cuts blocks where stock words begin and end, and marks them.
fn marked(blocks: Vec<Block>, stock: &[(u32, u32)]) -> Vec<Block> {
    if stock.is_empty() {
        return blocks;
    }
    let mut found = Vec::with_capacity(blocks.len() + stock.len() * 2);
    for block in blocks {
        let end = block.at + block.length;
        let mut at = block.at;
        let part = |from: u32, to: u32, stock: bool| Block {
            locus: block.locus + (from - block.at),
            at: from,
            length: to - from,
            stock,
        };
        for &(from, to) in &stock[stock.partition_point(|range| range.1 <= at)..] {
            if from >= end {
                break;
            }
            if from > at {
                found.push(part(at, from, false));
            }
            let from = from.max(at);
            at = to.min(end);
            found.push(part(from, at, true));
        }
        if at < end {
            found.push(part(at, end, false));
        }
    }
    found
}

/// Seeds to the loci where they were met: open addressing, eight bytes a place.
#[derive(Default)]
struct Table {
    /// As (lower half of the hash, locus); [`FREE`] where there is none.
    slots: Vec<(u32, u32)>,
    taken: usize,
}

/// The locus of a free slot. No word has it.
const FREE: u32 = u32::MAX;

impl Table {
    fn slot(&self, tag: u32) -> usize {
        // The slots are a power of two; the upper bits of the product are well mixed.
        ((u64::from(tag.wrapping_mul(0x9e37_79b9)) * self.slots.len() as u64) >> 32) as usize
    }

    fn get(&self, hash: u64, mut found: impl FnMut(u32)) {
        if self.slots.is_empty() {
            return;
        }
        let tag = hash as u32;
        let mut at = self.slot(tag);
        while self.slots[at].1 != FREE {
            if self.slots[at].0 == tag {
                found(self.slots[at].1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn insert(&mut self, hash: u64, locus: u32) {
        if (self.taken + 1) * 4 > self.slots.len() * 3 {
            let larger = (self.slots.len() * 2).max(1 << 10);
            let old = std::mem::replace(&mut self.slots, vec![(0, FREE); larger]);
            self.taken = 0;
            old.into_iter().filter(|slot| slot.1 != FREE).for_each(|slot| self.put(slot.0, slot.1));
        }
        self.put(hash as u32, locus);
    }

    fn put(&mut self, tag: u32, locus: u32) {
        let mut at = self.slot(tag);
        let mut same = 0;
        while self.slots[at].1 != FREE {
            same += usize::from(self.slots[at].0 == tag);
            if same >= MOST_PLACES {
                return;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (tag, locus);
        self.taken += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::seeds_of;
    use crate::signature::signature;

    /// The blocks of the last text as "words of it @ the text they were met in".
    fn check(texts: &[&str], want: &[&str]) {
        let signatures: Vec<Signature> = texts.iter().map(|text| signature(text)).collect();
        let mut loci = Loci::default();
        for one in &signatures {
            loci.insert(one, &seeds_of(one), &[], |text| &signatures[text].words);
        }
        let last = texts.len() - 1;
        let mut blocks = loci.blocks(last).to_vec();
        blocks.sort_by_key(|block| block.at);
        let found: Vec<String> = blocks
            .iter()
            .map(|block| {
                let span = signatures[last].span(block.at as usize, (block.at + block.length) as usize);
                format!("{} @ {}", span.map_or("", |span| span.of(texts[last])), loci.home(block.locus))
            })
            .collect();
        assert_eq!(found, want);
    }

    const DAM: &str = "the dam above the village of Orrin held through the night";
    const GATES: &str = "engineers opened two gates at dawn to let the water down slowly";

    #[test]
    fn loci_of_copies() {
        check(
            &["", DAM],
            &[&format!("{DAM} @ 0")].map(|_| "the dam above the village of Orrin held through the night @ 1"),
        );
        let both = format!("{DAM}. {GATES}.");
        let moved = format!("{GATES} and {DAM}");
        check(&[&both, &moved], &[&format!("{GATES} @ 0"), &format!("{DAM} @ 0")]);
        // A copy of a copy has the loci of the first.
        let added = format!("{DAM} though few in the place had slept at all {GATES}");
        check(
            &[&both, &added, &added],
            &[&format!("{DAM} @ 0"), "though few in the place had slept at all @ 1", &format!("{GATES} @ 0")],
        );
        // A chance phrase stays the text's own.
        check(
            &[DAM, "he held through the night his post at the gate"],
            &["he held through the night his post at the gate @ 1"],
        );
    }
}
