//! The signs that tell which of two texts is the copy.
//!
//! In: a collection and a family. Out: who is credited and which of two is earlier. What the texts
//! themselves tell is in [`crate::variants`]. That the shorter is the copy is no rule: outlets extend.

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
