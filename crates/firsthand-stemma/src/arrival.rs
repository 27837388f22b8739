//! In which order texts are laid out beside each other, however they came.
//!
//! In: what texts say of their time and whose they are. Out: agencies first, so that their words are
//! the common coordinates, then by time; those without a time last.

use crate::witness::Witness;
use std::collections::HashSet;
use xxhash_rust::xxh3::xxh3_64;

/// What decides when a text has its turn.
pub(crate) struct Credentials {
    pub(crate) published: Option<(i64, i64)>,
    is_agency: bool,
    /// The hash of the folded name of its hand.
    hand: Option<u64>,
    /// Those of the names it credits.
    credited: Box<[u64]>,
}

impl Credentials {
    pub(crate) fn of(witness: &Witness<'_>) -> Credentials {
        let hash = |name: &str| xxh3_64(name.trim().to_lowercase().as_bytes());
        Credentials {
            published: witness.published,
            is_agency: witness.is_agency,
            hand: witness.hand.map(hash),
            credited: witness.credited.iter().map(|name| hash(name)).collect(),
        }
    }
}

/// The places in `all`, first come first. Of two that are alike the one that stands first in `all` is
/// first.
pub(crate) fn arrival(all: &[&Credentials]) -> Vec<u32> {
    let credited: HashSet<u64> = all.iter().flat_map(|one| one.credited.iter().copied()).collect();
    let is_agency =
        |one: &Credentials| one.is_agency || one.hand.is_some_and(|hand| credited.contains(&hand));
    let mut keyed: Vec<_> = all
        .iter()
        .enumerate()
        .map(|(at, one)| (!is_agency(one), one.published.is_none(), one.published, at as u32))
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|key| key.3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts as (hand, second, credited) to their order.
    fn check(texts: &[(&str, i64, &str)], want: &[u32]) {
        let all: Vec<Credentials> = texts
            .iter()
            .map(|&(hand, second, credited)| {
                Credentials::of(&Witness {
                    id: "",
                    text: "",
                    title: None,
                    hand: Some(hand),
                    published: (second >= 0).then_some((second, second)),
                    credited: if credited.is_empty() { vec![] } else { vec![credited] },
                    is_agency: false,
                    address: None,
                })
            })
            .collect();
        assert_eq!(arrival(&all.iter().collect::<Vec<_>>()), want);
    }

    #[test]
    fn who_comes_first() {
        check(&[("a", 2, ""), ("b", 1, ""), ("c", -1, ""), ("d", 1, "")], &[1, 3, 0, 2]);
        check(&[("a", 1, " Wire "), ("wire", 5, ""), ("b", -1, "")], &[1, 0, 2]);
    }
}
