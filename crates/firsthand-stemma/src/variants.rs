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
use crate::pairs::Collection;

/// Words before the first common one that are compared as a beginning ("LONDON - As reported by").
const BEGINNING: u32 = 12;

/// Members that have a junction in common beyond which it tells of no one.
const MANY: usize = 40;

/// Others that are weighed for a copy: those that share most of its junctions.
const MOST_WEIGHED: usize = 16;

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

/// What speaks for one member being copied from another, in natural logarithms of odds.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(crate) struct Shared {
    /// The member that may be the exemplar, by rank.
    pub(crate) exemplar: usize,
    /// Weight of the junctions that both have.
    pub(crate) weight: f32,
    /// How many those are.
    pub(crate) count: u32,
    /// The exemplar's junctions that the copy has not, though it has the words on both sides.
    pub(crate) undone: u32,
    /// The copy's junctions that the exemplar has not, though it has the words on both sides.
    pub(crate) own: u32,
    /// Words of the copy that others have and the exemplar has not.
    pub(crate) beyond: u32,
}

/// The changes of a family.
pub(crate) struct Variants<'c, 'w, 't> {
    collection: &'c Collection<'w, 't>,
    family: &'c [usize],
    /// Stretches of common words of each member, in order of its text.
    common: Vec<Vec<Block>>,
    junctions: Vec<Vec<Junction>>,
    /// All junctions as (key, member), in order.
    holders: Vec<(u64, u32)>,
}

impl<'c, 'w, 't> Variants<'c, 'w, 't> {
    /// Reads the changes of `family` (ranks in order). What `dispatches` have is no change.
    pub(crate) fn new(collection: &'c Collection<'w, 't>, family: &'c [usize], dispatches: &[usize]) -> Self {
        let held = Held::new(collection, family);
        let common: Vec<Vec<Block>> =
            family.iter().map(|&rank| held.common(collection.blocks(rank as u32))).collect();
        let mut junctions: Vec<Vec<Junction>> = family
            .iter()
            .zip(&common)
            .map(|(&rank, common)| junctions(&collection.signatures[rank].words, common))
            .collect();
        let mut original: Vec<u64> = Vec::new();
        for at in dispatches.iter().filter_map(|rank| family.binary_search(rank).ok()) {
            original.extend(junctions[at].drain(..).map(|one| one.key));
        }
        original.sort_unstable();
        for junctions in &mut junctions {
            junctions.retain(|one| original.binary_search(&one.key).is_err());
        }
        let mut holders = sorted_holders(&junctions);
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
        holders.clear();
        holders.append(&mut sorted_holders(&junctions));
        for junctions in &mut junctions {
            for one in junctions {
                let count = holders_of(&holders, one.key).len() as f32;
                let able = one.flanks.map_or(family.len() as u32, |flanks| held.at_both(flanks)) as f32;
                // How many of the others have it that could (two aside), by Laplace's rule of succession.
                one.weight = (able.max(count) / (count - 1.0).max(1.0)).ln();
            }
        }
        Variants { collection, family, common, junctions, holders }
    }

    /// The words of a member that others have too.
    pub(crate) fn shared_words(&self, rank: usize) -> u32 {
        self.place(rank).map_or(0, |at| self.common[at].iter().map(|block| block.length).sum())
    }

    /// Those that a copy shares most changes with, the closest first.
    pub(crate) fn closest(&self, rank: usize) -> Vec<Shared> {
        let Some(me) = self.place(rank) else { return Vec::new() };
        let mut weights: Vec<(f32, u32)> = vec![(0.0, 0); self.family.len()];
        let mut met: Vec<usize> = Vec::new();
        for one in &self.junctions[me] {
            let holders = holders_of(&self.holders, one.key);
            if holders.len() > MANY {
                continue;
            }
            for &(_, other) in holders {
                let other = other as usize;
                if other != me {
                    if weights[other].1 == 0 {
                        met.push(other);
                    }
                    weights[other].0 += one.weight;
                    weights[other].1 += 1;
                }
            }
        }
        met.sort_by(|&a, &b| weights[b].0.total_cmp(&weights[a].0).then(a.cmp(&b)));
        met.truncate(MOST_WEIGHED);
        met.into_iter()
            .map(|other| {
                let (weight, count) = weights[other];
                Shared { weight, count, ..self.compared(me, other) }
            })
            .collect()
    }

    /// What speaks against `rank` being a copy of `exemplar`.
    pub(crate) fn against(&self, rank: usize, exemplar: usize) -> Shared {
        match (self.place(rank), self.place(exemplar)) {
            (Some(me), Some(other)) => self.compared(me, other),
            _ => Shared { exemplar, ..Shared::default() },
        }
    }

    fn compared(&self, me: usize, other: usize) -> Shared {
        let lacks = |one: usize, of: usize| {
            self.junctions[of]
                .iter()
                .filter(|junction| !self.junctions[one].iter().any(|own| own.key == junction.key))
                .filter(|junction| {
                    junction.flanks.is_some_and(|(before, after)| {
                        has(&self.common[one], before) && has(&self.common[one], after)
                    })
                })
                .count() as u32
        };
        let exemplar = self.family[other];
        let rank = self.family[me];
        let both = self.collection.words_in_common(rank as u32, exemplar as u32);
        Shared {
            exemplar,
            weight: 0.0,
            count: 0,
            undone: lacks(me, other),
            own: lacks(other, me),
            beyond: self.shared_words(rank).saturating_sub(both),
        }
    }

    fn place(&self, rank: usize) -> Option<usize> {
        self.family.binary_search(&rank).ok()
    }
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

/// Whether a text has the word of a locus.
fn has(common: &[Block], locus: u32) -> bool {
    common.iter().any(|block| (block.locus..block.locus + block.length).contains(&locus))
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
        ends.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        let mut count = 0i32;
        for (locus, change) in ends {
            count += change;
            match counts.last_mut() {
                Some(last) if last.0 == locus => last.1 = count.max(0) as u32,
                _ => counts.push((locus, count.max(0) as u32)),
            }
        }
        Held { counts }
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
