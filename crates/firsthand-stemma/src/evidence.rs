//! The signs that tell which of two texts is the copy.
//!
//! In: a collection and a family. Out: who is credited, which is earlier, and which variants two
//! texts share. In order of weight: a text that names whose it is; dates that exclude each other;
//! a copy that carries its exemplar's own changes and lacks nothing but what the exemplar lacks
//! (shared innovation, Lachmann's rule). That the shorter is the copy is no rule: outlets extend.

use crate::pairs::Collection;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// Who wrote it according to the members of `family`, when those that say so agree.
pub(crate) fn credited(collection: &Collection<'_, '_>, family: &[usize]) -> Credit {
    let mut names: HashMap<String, &str> = HashMap::new();
    let mut folded: BTreeSet<String> = BTreeSet::new();
    let mut by = Vec::new();
    for &rank in family {
        for &name in &collection.witnesses[rank].credited {
            let key = fold(name);
            if !key.is_empty() {
                // The shortest spelling of a name stands for it, the first in order among equals.
                let kept = names.entry(key.clone()).or_insert(name);
                if (name.len(), name) < (kept.len(), *kept) {
                    *kept = name;
                }
                folded.insert(key);
                by.push(rank);
            }
        }
    }
    by.dedup();
    let name = match folded.first() {
        Some(only) if folded.len() == 1 => names.get(only).map(|name| name.to_string()),
        _ => None,
    };
    Credit { name, folded, by }
}

/// What the credits of a family say.
pub(crate) struct Credit {
    /// The one name that is credited.
    pub(crate) name: Option<String>,
    /// All names credited, in a form for comparing.
    folded: BTreeSet<String>,
    /// Who credits.
    pub(crate) by: Vec<usize>,
}

impl Credit {
    /// Whether others credit the hand of `rank`.
    pub(crate) fn names_hand_of(&self, collection: &Collection<'_, '_>, rank: usize) -> bool {
        collection.witnesses[rank].hand.is_some_and(|hand| self.folded.contains(&fold(hand)))
    }
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Which of two was published first; `None` when their times overlap or one is not known.
pub(crate) fn earlier(collection: &Collection<'_, '_>, a: usize, b: usize) -> Option<Ordering> {
    let (a, b) = (collection.witnesses[a].published?, collection.witnesses[b].published?);
    if a.1 < b.0 {
        Some(Ordering::Less)
    } else if b.1 < a.0 {
        Some(Ordering::Greater)
    } else {
        None
    }
}

/// The runs that belong to the common text, and those of each member that do not.
pub(crate) struct Variants {
    /// Sorted hashes of the runs of the common text.
    common: Vec<u64>,
}

/// Members that have to share a run for it to be taken as common when the dispatch is lost.
const COMMON: usize = 3;

/// A variant has common text within so many words on both sides; a long stretch without may be a
/// part of the dispatch that only few kept.
const BESIDE: usize = 9;

/// Runs that two texts share apart from the rest before it counts: one changed word makes five.
const FEWEST_VARIANTS: usize = 8;

/// A copy keeps its exemplar's variants about as often as its other words; siblings that hit on the
/// same change by chance do so far less often.
const KEPT_ALIKE: f32 = 0.6;

/// Runs of the common text that a copy may have and its exemplar not (a change that chance undid).
const UNDONE: usize = 6;

impl Variants {
    /// The common text is that of `dispatches`, or what several members have when there is none.
    pub(crate) fn new(collection: &Collection<'_, '_>, family: &[usize], dispatches: &[usize]) -> Variants {
        let runs = |rank: usize| collection.signatures[rank].sorted.iter().map(|run| run.0);
        let mut common: Vec<u64>;
        if dispatches.is_empty() {
            let mut all: Vec<u64> = Vec::new();
            for &rank in family {
                let mut own: Vec<u64> = runs(rank).collect();
                own.dedup();
                all.append(&mut own);
            }
            all.sort_unstable();
            common =
                all.chunk_by(|a, b| a == b).filter(|same| same.len() >= COMMON).map(|same| same[0]).collect();
        } else {
            common = dispatches.iter().flat_map(|&rank| runs(rank)).collect();
            common.sort_unstable();
            common.dedup();
        }
        Variants { common }
    }

    /// How many runs `copy` shares with `exemplar` alone, when that is a sign of copying.
    ///
    /// `inner` counts only changes inside the common text, not added stretches.
    pub(crate) fn shared(
        &self,
        collection: &Collection<'_, '_>,
        copy: usize,
        exemplar: usize,
        inner: bool,
    ) -> Option<usize> {
        let (from, to) = (&collection.signatures[exemplar], &collection.signatures[copy]);
        let is_common: Vec<bool> =
            from.runs.iter().map(|hash| self.common.binary_search(hash).is_ok()).collect();
        let has = |hash: u64| to.sorted.binary_search_by(|run| run.0.cmp(&hash)).is_ok();
        let (mut variants, mut kept, mut text, mut text_kept) = (0usize, 0usize, 0usize, 0usize);
        for (at, &hash) in from.runs.iter().enumerate() {
            if is_common[at] {
                text += 1;
                text_kept += usize::from(has(hash));
            } else {
                let beside = || {
                    is_common[at.saturating_sub(BESIDE)..at].contains(&true)
                        && is_common[at..(at + 1 + BESIDE).min(is_common.len())].contains(&true)
                };
                if !inner || beside() {
                    variants += 1;
                    kept += usize::from(has(hash));
                }
            }
        }
        if kept < FEWEST_VARIANTS || text == 0 {
            return None;
        }
        let alike = kept as f32 / variants as f32 >= KEPT_ALIKE * (text_kept as f32 / text as f32);
        let missing = to
            .runs
            .iter()
            .filter(|&hash| self.common.binary_search(hash).is_ok())
            .filter(|&&hash| from.sorted.binary_search_by(|run| run.0.cmp(&hash)).is_err())
            .count();
        (alike && missing <= UNDONE).then_some(kept)
    }
}
