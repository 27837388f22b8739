//! What the members of a family changed, and who shares whose changes.
//!
//! In: a collection and a family. Out: for a copy and another member, how much speaks for the one
//! being copied from the other. A member's *junctions* are the places where its words leave the
//! common text and take it up again: words left out, put in or changed. A copy carries its
//! exemplar's junctions beside its own (shared innovations, Lachmann's rule); two that share one by
//! chance share it with others too, so a junction weighs the more the fewer have it. What a copy has
//! of the common text and its exemplar lacks, or an exemplar's change that a copy undid, speaks
//! against it.

use crate::loci::Block;
use crate::odds::Shared;
use crate::pairs::Collection;

/// Words before the first common one that are compared as a beginning ("LONDON - As reported by").
const BEGINNING: u32 = 12;

/// Members that have a change in common beyond which it tells of no one.
const MANY: usize = 40;

/// Others that are weighed for a copy because they share most of its changes.
const CLOSEST: usize = 12;

/// Others that are weighed for all the rest, drawn as if by lot.
const DRAWN: usize = 12;

/// Of a place where a member has a junction, the share of members that have it beyond which going
/// straight on is the rarer reading.
const COMMON: f32 = 0.4;

/// A place where a member leaves the common text.
#[derive(Clone, Copy, Debug)]
struct Junction {
    /// Names the reading: where it leaves, where it goes on, the words between.
    key: u64,
    /// The last common locus before, the first after; none at the beginning.
    flanks: Option<(u32, u32)>,
    /// Whether words stand between; else it only leaves some out.
    adds: bool,
    /// How unlikely it is that two have it by chance, as a natural logarithm.
    weight: f32,
}

/// Changes of one sort: what each member has, and who has each.
#[derive(Default)]
struct Changes {
    /// Of each member, in order of keys.
    of: Vec<Vec<Junction>>,
    /// All as (key, member), in order.
    holders: Vec<(u64, u32)>,
}

impl Changes {
    /// Weighs them: `able` tells how many members could have one.
    fn new(mut of: Vec<Vec<Junction>>, able: impl Fn(&Junction) -> u32) -> Changes {
        let holders = sorted_holders(&of);
        for changes in &mut of {
            for one in changes.iter_mut() {
                let count = holders_of(&holders, one.key).len() as f32;
                // How many of the others have it that could (two aside), by Laplace's rule of succession.
                one.weight = ((able(one) as f32).max(count) / (count - 1.0).max(1.0)).ln();
            }
            changes.sort_unstable_by_key(|one| one.key);
            changes.dedup_by_key(|one| one.key);
        }
        Changes { of, holders }
    }

    fn has(&self, member: usize, key: u64) -> bool {
        self.of[member].binary_search_by_key(&key, |one| one.key).is_ok()
    }
}

/// The changes of a family.
pub(crate) struct Variants<'f> {
    family: &'f [usize],
    /// Loci that each member has in common with others, as ranges in order.
    loci: Vec<Vec<(u32, u32)>>,
    /// How many words of each member others have too.
    words: Vec<u32>,
    /// Where words are left out, put in or changed.
    junctions: Changes,
    /// Where a paragraph begins, or runs on, and it is not usual.
    paragraphs: Changes,
    /// Where the text ends.
    ends: Changes,
}

impl<'f> Variants<'f> {
    /// Reads the changes of `family` (ranks in order). What `dispatches` have is no change.
    pub(crate) fn new(collection: &Collection<'_, '_>, family: &'f [usize], dispatches: &[usize]) -> Self {
        let held = Held::new(collection, family);
        let common: Vec<Vec<Block>> =
            family.iter().map(|&rank| held.common(collection.blocks(rank as u32))).collect();
        let loci: Vec<Vec<(u32, u32)>> = common.iter().map(|common| ranges(common)).collect();
        let dispatches: Vec<usize> =
            dispatches.iter().filter_map(|rank| family.binary_search(rank).ok()).collect();
        let mut junctions: Vec<Vec<Junction>> = family
            .iter()
            .zip(&common)
            .map(|(&rank, common)| junctions(&collection.signatures[rank].words, common))
            .collect();
        without_originals(&mut junctions, &dispatches);
        let holders = sorted_holders(&junctions);
        // Where most leave the common text, going on in it is what few have.
        let mut usual: Vec<Junction> = Vec::new();
        for same in holders.chunk_by(|a, b| a.0 == b.0) {
            let one = junctions[same[0].1 as usize].iter().find(|one| one.key == same[0].0).copied();
            let Some(one) = one else { continue };
            let Some(flanks) = one.flanks else { continue };
            // Words are left out far more often than put in: who has them has the older reading.
            if one.adds && same.len() > 2 && same.len() as f32 > COMMON * held.at_both(flanks) as f32 {
                usual.push(one);
            }
        }
        for (common, junctions) in common.iter().zip(&mut junctions) {
            for one in &usual {
                if one.flanks.is_some_and(|flanks| goes_straight(common, flanks)) {
                    junctions.push(Junction { key: !one.key, ..*one });
                }
            }
        }
        let mut ends: Vec<Vec<Junction>> = common.iter().map(|common| end(common)).collect();
        without_originals(&mut ends, &dispatches);
        let able = |one: &Junction| one.flanks.map_or(family.len() as u32, |flanks| held.at_both(flanks));
        let starts: Vec<Vec<u32>> = family
            .iter()
            .zip(&common)
            .map(|(&rank, common)| {
                let text = collection.witnesses[rank].text;
                paragraph_loci(&collection.signatures[rank].paragraph_starts(text), common)
            })
            .collect();
        Variants {
            family,
            loci,
            words: common.iter().map(|common| common.iter().map(|block| block.length).sum()).collect(),
            junctions: Changes::new(junctions, able),
            paragraphs: paragraphs(&starts, &common, &dispatches),
            ends: Changes::new(ends, |one| one.flanks.map_or(0, |flanks| held.at(flanks.0))),
        }
    }

    /// The words of a member that others have too.
    pub(crate) fn shared_words(&self, rank: usize) -> u32 {
        self.place(rank).map_or(0, |at| self.words[at])
    }

    /// The others as exemplars of a copy, each with how many it stands for: of a large family those
    /// that share most changes with it, and some of the rest. `always` is one of them.
    pub(crate) fn others(&self, rank: usize, always: Option<usize>) -> Vec<(Shared, f32)> {
        let Some(me) = self.place(rank) else { return Vec::new() };
        let mut shared = vec![Shared::default(); self.family.len()];
        for (of, sort) in [(&self.junctions, 0), (&self.paragraphs, 1), (&self.ends, 2)] {
            for one in &of.of[me] {
                let holders = holders_of(&of.holders, one.key);
                if holders.len() > MANY {
                    continue;
                }
                for &(_, other) in holders {
                    let shared = &mut shared[other as usize];
                    match sort {
                        0 => (shared.weight, shared.count) = (shared.weight + one.weight, shared.count + 1),
                        1 => {
                            shared.paragraph_weight += one.weight;
                            shared.paragraphs += 1;
                        }
                        _ => shared.end_weight += one.weight,
                    }
                }
            }
        }
        let mut all: Vec<usize> = (0..self.family.len()).filter(|&other| other != me).collect();
        let mut stands_for = 1.0;
        if all.len() > CLOSEST + DRAWN {
            let always = always.and_then(|rank| self.place(rank));
            let weight = |at: usize| match &shared[at] {
                _ if Some(at) == always => f32::INFINITY,
                shared => shared.weight + shared.paragraph_weight + shared.end_weight,
            };
            let drawn = |at: usize| crate::signature::mixed((me as u64) << 32 | at as u64);
            let rest = (all.len() - CLOSEST) as f32;
            all.select_nth_unstable_by(CLOSEST, |&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
            all[CLOSEST..].select_nth_unstable_by_key(DRAWN, |&at| drawn(at));
            all.truncate(CLOSEST + DRAWN);
            stands_for = rest / DRAWN as f32;
        }
        all.iter()
            .enumerate()
            .map(|(nth, &other)| {
                let found = Shared { exemplar: self.family[other], ..shared[other] };
                (self.compared(me, other, found), if nth < CLOSEST { 1.0 } else { stands_for })
            })
            .collect()
    }

    /// The words of `rank` that others have and `exemplar` has not.
    pub(crate) fn beyond(&self, rank: usize, exemplar: usize) -> u32 {
        match (self.place(rank), self.place(exemplar)) {
            (Some(me), Some(other)) => self.beyond_of(me, other),
            _ => 0,
        }
    }

    fn beyond_of(&self, me: usize, other: usize) -> u32 {
        let (a, b) = (&self.loci[me], &self.loci[other]);
        let (mut i, mut j) = (0, 0);
        let (mut all, mut both) = (0, 0);
        while let Some(x) = a.get(i) {
            let Some(y) = b.get(j) else {
                all += x.1 - x.0;
                i += 1;
                continue;
            };
            both += x.1.min(y.1).saturating_sub(x.0.max(y.0));
            if x.1 <= y.1 {
                all += x.1 - x.0;
                i += 1;
            } else {
                j += 1;
            }
        }
        all.saturating_sub(both)
    }

    fn compared(&self, me: usize, other: usize, shared: Shared) -> Shared {
        let has = |locus: u32| {
            let at = self.loci[me].partition_point(|range| range.1 <= locus);
            self.loci[me].get(at).is_some_and(|range| range.0 <= locus)
        };
        let undone = |changes: &Changes| {
            let lacks = |one: &&Junction| {
                one.flanks.is_some_and(|(before, after)| has(before) && has(after))
                    && !changes.has(me, one.key)
            };
            changes.of[other].iter().filter(lacks).count() as u32
        };
        Shared {
            undone: undone(&self.junctions),
            paragraphs_undone: undone(&self.paragraphs),
            beyond: self.beyond_of(me, other),
            ..shared
        }
    }

    fn place(&self, rank: usize) -> Option<usize> {
        self.family.binary_search(&rank).ok()
    }
}

/// Leaves out what the dispatches have.
fn without_originals(changes: &mut [Vec<Junction>], dispatches: &[usize]) {
    let mut original: Vec<u64> = Vec::new();
    for &at in dispatches {
        original.extend(changes[at].drain(..).map(|one| one.key));
    }
    original.sort_unstable();
    for changes in changes {
        changes.retain(|one| original.binary_search(&one.key).is_err());
    }
}

/// The loci of stretches, as ranges in order that neither touch nor overlap.
fn ranges(common: &[Block]) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> =
        common.iter().map(|block| (block.locus, block.locus + block.length)).collect();
    found.sort_unstable();
    found.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
    found
}

/// Where a text ends in the common text.
fn end(common: &[Block]) -> Vec<Junction> {
    let Some(last) = common.last() else { return Vec::new() };
    let end = last.locus + last.length;
    let key = crate::signature::mixed(u64::from(end));
    vec![Junction { key, flanks: Some((end - 1, end)), adds: false, weight: 0.0 }]
}

/// The loci of words that stand within a stretch, in order.
fn paragraph_loci(words: &[u32], common: &[Block]) -> Vec<u32> {
    let mut found: Vec<u32> = words
        .iter()
        .filter_map(|&word| {
            let block = common.get(common.partition_point(|block| block.at < word).checked_sub(1)?)?;
            (word < block.at + block.length).then(|| block.locus + (word - block.at))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Where members begin a paragraph that others, the dispatch first, run on in, and the other way round.
fn paragraphs(starts: &[Vec<u32>], common: &[Vec<Block>], dispatches: &[usize]) -> Changes {
    // How many have the word before each locus and go straight on.
    let mut straight: Vec<Vec<(u32, u32)>> = Vec::with_capacity(common.len());
    let mut steps: Vec<(u32, i32)> = Vec::new();
    for common in common {
        let inner = common.iter().filter(|block| block.length > 1);
        let mut mine: Vec<(u32, u32)> =
            inner.map(|block| (block.locus + 1, block.locus + block.length)).collect();
        mine.sort_unstable();
        steps.extend(mine.iter().flat_map(|range| [(range.0, 1), (range.1, -1)]));
        straight.push(mine);
    }
    let able = Held { counts: counts(steps) };
    let mut all: Vec<u32> = starts.iter().flatten().copied().collect();
    all.sort_unstable();
    let is_straight = |at: usize, locus: u32| {
        let after = straight[at].partition_point(|range| range.0 <= locus);
        after.checked_sub(1).is_some_and(|at_range| locus < straight[at][at_range].1)
    };
    // The places where most, or the dispatch, begin a paragraph, and those where not.
    let mut usual: Vec<u32> = Vec::new();
    let mut unusual: Vec<u32> = Vec::new();
    for same in all.chunk_by(|a, b| a == b) {
        let locus = same[0];
        let begins = dispatches
            .iter()
            .find(|&&at| is_straight(at, locus))
            .map_or(same.len() * 2 > able.at(locus) as usize, |&at| starts[at].binary_search(&locus).is_ok());
        if begins { &mut usual } else { &mut unusual }.push(locus);
    }
    let mut of: Vec<Vec<Junction>> = vec![Vec::new(); starts.len()];
    for at in (0..starts.len()).filter(|at| !dispatches.contains(at)) {
        let change = |locus: u32, begins: bool| Junction {
            key: crate::signature::mixed(u64::from(locus) << 1 | u64::from(begins)),
            flanks: Some((locus - 1, locus)),
            adds: false,
            weight: 0.0,
        };
        let begun = starts[at].iter().filter(|locus| unusual.binary_search(locus).is_ok());
        of[at].extend(begun.map(|&locus| change(locus, true)));
        for &(from, to) in &straight[at] {
            let first = usual.partition_point(|&locus| locus < from);
            let within = usual[first..].iter().take_while(|&&locus| locus < to);
            let run_on = within.filter(|locus| starts[at].binary_search(locus).is_err());
            of[at].extend(run_on.map(|&locus| change(locus, false)));
        }
    }
    Changes::new(of, |one| one.flanks.map_or(0, |flanks| able.at(flanks.1)))
}

/// The junctions of a text, given its stretches of common words.
fn junctions(words: &[u32], common: &[Block]) -> Vec<Junction> {
    let mut found = Vec::new();
    let name = |before: u32, after: u32, between: &[u32]| {
        let start = u64::from(before) << 32 | u64::from(after);
        between
            .iter()
            .fold(crate::signature::mixed(start), |sum, &word| crate::signature::mixed(sum ^ u64::from(word)))
    };
    if let Some(first) = common.first().filter(|first| (1..=BEGINNING).contains(&first.at)) {
        let key = name(u32::MAX, first.locus, &words[..first.at as usize]);
        found.push(Junction { key, flanks: None, adds: true, weight: 0.0 });
    }
    for pair in common.windows(2) {
        let (end, next) = (pair[0].locus + pair[0].length, pair[1].locus);
        let between = words.get((pair[0].at + pair[0].length) as usize..pair[1].at as usize).unwrap_or(&[]);
        if end != next || !between.is_empty() {
            let key = name(end, next, between);
            found.push(Junction {
                key,
                flanks: Some((end - 1, next)),
                adds: !between.is_empty(),
                weight: 0.0,
            });
        }
    }
    found
}

fn sorted_holders(junctions: &[Vec<Junction>]) -> Vec<(u64, u32)> {
    let mut all: Vec<(u64, u32)> = junctions
        .iter()
        .enumerate()
        .flat_map(|(member, junctions)| junctions.iter().map(move |one| (one.key, member as u32)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn holders_of(holders: &[(u64, u32)], key: u64) -> &[(u64, u32)] {
    let from = holders.partition_point(|holder| holder.0 < key);
    let count = holders[from..].iter().take_while(|holder| holder.0 == key).count();
    &holders[from..from + count]
}

/// Whether a text has the two loci with nothing between them but the words that lie there.
fn goes_straight(common: &[Block], (before, after): (u32, u32)) -> bool {
    common.iter().any(|block| block.locus <= before && before < after && after < block.locus + block.length)
}

/// How many members have each locus.
struct Held {
    /// From each locus on, how many have it; in order.
    counts: Vec<(u32, u32)>,
}

impl Held {
    fn new(collection: &Collection<'_, '_>, family: &[usize]) -> Held {
        let mut ends: Vec<(u32, i32)> = Vec::new();
        for &rank in family {
            for block in collection.blocks(rank as u32) {
                ends.push((block.locus, 1));
                ends.push((block.locus + block.length, -1));
            }
        }
        Held { counts: counts(ends) }
    }

    fn at(&self, locus: u32) -> u32 {
        let after = self.counts.partition_point(|count| count.0 <= locus);
        after.checked_sub(1).map_or(0, |at| self.counts[at].1)
    }

    /// How many have both, as far as the smaller number tells.
    fn at_both(&self, (before, after): (u32, u32)) -> u32 {
        self.at(before).min(self.at(after))
    }

    /// The stretches of a text that some other has too, in order of the text, joined where they touch.
    fn common(&self, blocks: &[Block]) -> Vec<Block> {
        let mut found: Vec<Block> = Vec::new();
        for block in blocks.iter().filter(|block| !block.stock) {
            let end = block.locus + block.length;
            let first = self.counts.partition_point(|count| count.0 <= block.locus).saturating_sub(1);
            for (at, &(start, count)) in self.counts.iter().enumerate().skip(first) {
                if start >= end {
                    break;
                }
                if count < 2 {
                    continue;
                }
                let from = start.max(block.locus);
                let to = self.counts.get(at + 1).map_or(end, |next| next.0.min(end));
                found.push(Block {
                    locus: from,
                    at: block.at + (from - block.locus),
                    length: to - from,
                    stock: false,
                });
            }
        }
        found.sort_unstable_by_key(|block| (block.at, block.locus));
        found.dedup_by(|next, last| {
            let touches = last.at + last.length == next.at && last.locus + last.length == next.locus;
            if touches {
                last.length += next.length;
            }
            touches
        });
        found
    }
}

/// From each place on, how many ranges lie over it, given where they begin (1) and end (-1).
fn counts(mut steps: Vec<(u32, i32)>) -> Vec<(u32, u32)> {
    steps.sort_unstable();
    let mut counts: Vec<(u32, u32)> = Vec::new();
    let mut count = 0i32;
    for (locus, change) in steps {
        count += change;
        match counts.last_mut() {
            Some(last) if last.0 == locus => last.1 = count.max(0) as u32,
            _ => counts.push((locus, count.max(0) as u32)),
        }
    }
    counts
}
