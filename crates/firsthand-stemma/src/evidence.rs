//! The signs that tell which of two texts is the copy.
//!
//! In: a collection and a family. Out: who is credited and which of two is earlier. What the texts
//! themselves tell is in [`crate::variants`]. That the shorter is the copy is no rule: outlets extend.

use crate::odds::Before;
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

/// When a member was published, as (earliest, latest). A moment at midnight sharp stands for the day:
/// that is how systems write a date that nobody gave a time.
pub(crate) fn published(collection: &Collection<'_, '_>, rank: usize) -> Option<(i64, i64)> {
    let (first, last) = collection.witnesses[rank].published?;
    let is_day = first == last && first.rem_euclid(DAY) == 0;
    Some((first, if is_day { last.saturating_add(DAY - 1) } else { last }))
}

/// Seconds in a day.
const DAY: i64 = 86_400;

/// Seconds within which a moment is known to the minute.
const MINUTE: i64 = 60;

/// Which of two was published first; `None` when their times overlap or one is not known.
pub(crate) fn earlier(collection: &Collection<'_, '_>, a: usize, b: usize) -> Option<Ordering> {
    let (a, b) = (published(collection, a)?, published(collection, b)?);
    if a.1 < b.0 {
        Some(Ordering::Less)
    } else if b.1 < a.0 {
        Some(Ordering::Greater)
    } else {
        None
    }
}

/// When a possible exemplar was published, seen from the copy.
pub(crate) fn before(collection: &Collection<'_, '_>, exemplar: usize, copy: usize) -> Before {
    match earlier(collection, exemplar, copy) {
        None | Some(Ordering::Equal) => Before::Unknown,
        Some(Ordering::Greater) => Before::Later,
        Some(Ordering::Less) => match (published(collection, exemplar), published(collection, copy)) {
            (Some(a), Some(b)) if a.1.saturating_sub(a.0) < MINUTE && b.1.saturating_sub(b.0) < MINUTE => {
                Before::Minutes(b.0.saturating_sub(a.0) as f32 / 60.0)
            }
            _ => Before::Earlier,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::witness::Witness;

    fn check(exemplar: Option<(i64, i64)>, copy: Option<(i64, i64)>, want: Before) {
        let witness = |id, published| Witness {
            id,
            text: "",
            title: None,
            hand: None,
            published,
            credited: vec![],
            is_agency: false,
            address: None,
        };
        let both = [witness("0", exemplar), witness("1", copy)];
        assert_eq!(before(&crate::pairs::compare(&both), 0, 1), want, "{exemplar:?} {copy:?}");
    }

    #[test]
    fn times() {
        let (day, hour) = (86_400, 3600);
        check(Some((hour, hour)), Some((3 * hour, 3 * hour + 59)), Before::Minutes(120.0));
        check(Some((3 * hour, 3 * hour)), Some((hour, hour)), Before::Later);
        check(None, Some((hour, hour)), Before::Unknown);
        check(Some((0, day - 1)), Some((hour, hour)), Before::Unknown);
        check(Some((0, day - 1)), Some((day + hour, day + hour)), Before::Earlier);
        // Midnight sharp is a date without a time.
        check(Some((day, day)), Some((day + hour, day + hour)), Before::Unknown);
        check(Some((day + 1, day + 1)), Some((day + 61, day + 61)), Before::Minutes(1.0));
        check(Some((i64::MAX - 7, i64::MAX - 7)), Some((i64::MIN, i64::MIN)), Before::Later);
    }
}
