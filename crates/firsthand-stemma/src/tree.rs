//! A family to its stemma: the dispatch, held or lost, and the exemplar of each copy.
//!
//! In: a collection and a family. Out: a [`Stemma`] without segments and edits. What a text says of
//! itself goes before dates, dates before the text. "Lost" is an answer: when copies credit a text
//! that nobody holds, or share words that no earlier member has in full.
//!
//! Known gaps: a text from two dispatches gets one exemplar.

use crate::evidence::{Variants, credited, earlier};
use crate::pairs::{Collection, covered};
use crate::stemma::{Certainty, Copying, Dispatch, Exemplar, Stemma};
use std::cmp::Ordering;

/// Of what the best exemplar covers, the share with which an earlier version is as good.
const AS_GOOD: f32 = 0.97;

/// Share of its own words that others have, for a text that nobody credits to be the first: one with
/// much text that nobody took has rather added to a text of which all are copies.
const MOSTLY: f32 = 0.6;

/// Members tried as the exemplar of a copy for shared variants; the earliest of a larger family.
const MOST_TRIED: usize = 150;

/// Smallest family whose lost text can be told from its members' changes.
const FEWEST_SIBLINGS: usize = 4;

/// Reads the stemma of `family` (ranks in order).
pub(crate) fn stemma_of(collection: &Collection<'_, '_>, family: &[usize]) -> Stemma {
    let credit = credited(collection, family);
    let mut agencies: Vec<usize> = family
        .iter()
        .copied()
        .filter(|&rank| collection.witnesses[rank].is_agency || credit.names_hand_of(collection, rank))
        .collect();
    agencies.sort_by(|&a, &b| by_time(collection, a, b));
    let mut tree = Tree { collection, family, copyings: Vec::new() };
    let dispatch = if let Some(&first) = agencies.first() {
        let hand = collection.witnesses[first].hand.map(str::to_owned);
        Dispatch {
            named: hand.or_else(|| credit.name.clone()),
            held: Some(first),
            basis: if credit.by.is_empty() {
                format!("{{{first}}} is an agency's own text")
            } else {
                format!("{{{first}}} is the text of the agency that {} credit", listed(&credit.by))
            },
        }
    } else if !credit.by.is_empty() {
        let basis = match &credit.name {
            Some(_) => format!("credited by {}; not among the texts", listed(&credit.by)),
            None => format!("{} credit different texts; none is among them", listed(&credit.by)),
        };
        Dispatch { named: credit.name.clone(), held: None, basis }
    } else if let Some(origin) = tree.origin() {
        let basis = format!(
            "{{{origin}}} is the earliest and has all the text that the others share with it; nobody is credited"
        );
        Dispatch { named: None, held: Some(origin), basis }
    } else {
        let basis = "the copies share words that no earlier one has in full; nobody is credited".to_owned();
        Dispatch { named: None, held: None, basis }
    };
    let variants = Variants::new(collection, family, &agencies);
    let mut tried: Vec<usize> = family.iter().copied().filter(|rank| !agencies.contains(rank)).collect();
    tried.sort_by(|&a, &b| by_time(collection, a, b));
    tried.truncate(MOST_TRIED);
    for &copy in family {
        if dispatch.held == Some(copy) {
            continue;
        }
        let copying = tree
            .revision(copy)
            .or_else(|| tree.update(copy, &agencies))
            .or_else(|| tree.sibling(copy, &tried, &variants, !agencies.is_empty()))
            .or_else(|| tree.agency(copy, &agencies))
            .or_else(|| tree.earliest(copy, &dispatch))
            .unwrap_or_else(|| tree.lost(copy, &dispatch));
        tree.copyings.push(copying);
    }
    let copyings = without_cycles(tree.copyings);
    let words = |rank: usize| collection.signatures[rank].words.len();
    let shared = |rank: usize| tree_share(collection, family, rank);
    let most_complete = family.iter().copied().max_by_key(|&rank| (shared(rank), std::cmp::Reverse(rank)));
    let least_altered =
        family.iter().copied().min_by_key(|&rank| (words(rank).saturating_sub(shared(rank) as usize), rank));
    Stemma {
        witnesses: family.to_vec(),
        dispatch,
        copyings,
        most_complete: most_complete.unwrap_or(0),
        least_altered: least_altered.unwrap_or(0),
        segments: Vec::new(),
        edits: Vec::new(),
        headlines: Vec::new(),
    }
}

/// Words of `rank` that it shares with any other member.
fn tree_share(collection: &Collection<'_, '_>, family: &[usize], rank: usize) -> u32 {
    covered(
        &mut family
            .iter()
            .filter(|&&other| other != rank)
            .flat_map(|&other| collection.ranges(rank as u32, other as u32)),
    )
}

/// The dated before the undated, the shorter first among texts of one time.
fn by_time(collection: &Collection<'_, '_>, a: usize, b: usize) -> Ordering {
    let key = |rank: usize| {
        let published = collection.witnesses[rank].published;
        (published.is_none(), published, collection.signatures[rank].words.len(), rank)
    };
    key(a).cmp(&key(b))
}

struct Tree<'c, 'w, 't> {
    collection: &'c Collection<'w, 't>,
    family: &'c [usize],
    copyings: Vec<Copying>,
}

impl Tree<'_, '_, '_> {
    fn words(&self, copy: usize, exemplar: usize) -> u32 {
        covered(&mut self.collection.ranges(copy as u32, exemplar as u32))
    }

    fn share(&self, copy: usize, words: u32) -> f32 {
        (words as f32 / self.collection.signatures[copy].words.len().max(1) as f32).min(1.0)
    }

    fn held(&self, copy: usize, exemplar: usize, certainty: Certainty, why: Vec<String>) -> Copying {
        let share = self.share(copy, self.words(copy, exemplar));
        Copying { copy, exemplar: Exemplar::Held(exemplar), share, certainty, why }
    }

    fn credits(&self, copy: usize) -> bool {
        !self.collection.witnesses[copy].credited.is_empty()
    }

    /// A member that was published before all others and has all that they share with anyone.
    fn origin(&self) -> Option<usize> {
        let first = self.family.iter().copied().min_by(|&a, &b| by_time(self.collection, a, b))?;
        let others = || self.family.iter().copied().filter(|&rank| rank != first);
        let alone = others().all(|rank| earlier(self.collection, first, rank) == Some(Ordering::Less));
        let whole = || {
            others().all(|rank| {
                self.words(rank, first) as f32
                    >= AS_GOOD * tree_share(self.collection, self.family, rank) as f32
            })
        };
        let mostly = tree_share(self.collection, self.family, first) as f32
            >= MOSTLY * self.collection.signatures[first].words.len() as f32;
        (alone && mostly && whole()).then_some(first)
    }

    /// A later state of the same address comes from the one before it.
    fn revision(&self, copy: usize) -> Option<Copying> {
        let address = self.collection.witnesses[copy].address?;
        let key = |rank: usize| (self.collection.witnesses[rank].published, rank);
        let before = self
            .family
            .iter()
            .copied()
            .filter(|&rank| self.collection.witnesses[rank].address == Some(address) && rank != copy)
            .filter(|&rank| key(rank).0.is_some() == key(copy).0.is_some() && key(rank) < key(copy))
            .max_by_key(|&rank| key(rank))?;
        Some(self.held(
            copy,
            before,
            Certainty::Certain,
            vec![format!("a later state of the address of {{{before}}}")],
        ))
    }

    /// An agency's later version comes from the earlier one that it shares most with.
    fn update(&self, copy: usize, agencies: &[usize]) -> Option<Copying> {
        let at = agencies.iter().position(|&rank| rank == copy)?;
        let best = agencies[..at]
            .iter()
            .copied()
            .max_by_key(|&rank| (self.words(copy, rank), std::cmp::Reverse(rank)))?;
        if self.words(copy, best) == 0 {
            return None;
        }
        let certain = earlier(self.collection, best, copy) == Some(Ordering::Less);
        let certainty = if certain { Certainty::Likely } else { Certainty::Possible };
        Some(self.held(copy, best, certainty, vec![format!("an agency's later version of {{{best}}}")]))
    }

    /// A copy that carries another's own changes comes from it.
    fn sibling(
        &self,
        copy: usize,
        tried: &[usize],
        variants: &Variants,
        dispatch_held: bool,
    ) -> Option<Copying> {
        if !tried.contains(&copy) && self.family.len() <= MOST_TRIED
            || (!dispatch_held && self.family.len() < FEWEST_SIBLINGS)
        {
            return None;
        }
        let (count, exemplar) = tried
            .iter()
            .copied()
            .filter(|&rank| rank != copy && earlier(self.collection, rank, copy) == Some(Ordering::Less))
            .filter_map(|rank| {
                variants.shared(self.collection, copy, rank, !dispatch_held).map(|count| (count, rank))
            })
            .min_by(|a, b| b.0.cmp(&a.0).then_with(|| by_time(self.collection, a.1, b.1)))?;
        let why = vec![
            format!("has {count} runs of words of {{{exemplar}}} that the common text does not have"),
            format!("has nothing of the common text that {{{exemplar}}} lacks"),
            format!("published after {{{exemplar}}}"),
        ];
        Some(self.held(copy, exemplar, Certainty::Likely, why))
    }

    /// The earliest version of the agency's text that has as much of the copy as any.
    fn agency(&self, copy: usize, agencies: &[usize]) -> Option<Copying> {
        if agencies.contains(&copy) {
            return None;
        }
        let most = agencies.iter().map(|&rank| self.words(copy, rank)).max().filter(|&most| most > 0)?;
        let exemplar =
            agencies.iter().copied().find(|&rank| self.words(copy, rank) as f32 >= AS_GOOD * most as f32)?;
        let mut why = Vec::new();
        let credits = self.credits(copy);
        if credits {
            why.push("credits it".to_owned());
        }
        why.push(format!("{{{exemplar}}} is the agency's own text"));
        let order = earlier(self.collection, exemplar, copy);
        match order {
            Some(Ordering::Less) => why.push(format!("published after {{{exemplar}}}")),
            Some(_) => why.push(format!("but dated before {{{exemplar}}}")),
            None => {}
        }
        let certainty = match (credits, order) {
            (true, Some(Ordering::Less) | None) => Certainty::Certain,
            (false, Some(Ordering::Greater)) => Certainty::Possible,
            _ => Certainty::Likely,
        };
        Some(self.held(copy, exemplar, certainty, why))
    }

    /// Nobody is credited: the one that was first and has all of it.
    fn earliest(&self, copy: usize, dispatch: &Dispatch) -> Option<Copying> {
        let held = dispatch.held?;
        let why =
            vec![format!("published after {{{held}}}, which has all the text that it shares with others")];
        (self.words(copy, held) > 0).then(|| self.held(copy, held, Certainty::Possible, why))
    }

    fn lost(&self, copy: usize, dispatch: &Dispatch) -> Copying {
        let share = self.share(copy, tree_share(self.collection, self.family, copy));
        let (certainty, why) = if self.credits(copy) {
            (Certainty::Certain, "credits a text that is not among them".to_owned())
        } else if dispatch.named.is_some() {
            (
                Certainty::Likely,
                "shares words with copies that credit a text that is not among them".to_owned(),
            )
        } else if self.family.len() > 2 {
            (
                Certainty::Possible,
                "shares words with others, none of which is known to be first and whole".to_owned(),
            )
        } else {
            (Certainty::Undecided, "one of the two may be the other's, or both a third's".to_owned())
        };
        Copying { copy, exemplar: Exemplar::Lost, share, certainty, why: vec![why] }
    }
}

/// Every edge points to what is published earlier or an agency's text, so there should be no cycle;
/// should a damaged date make one, its last edge points to a lost text.
fn without_cycles(mut copyings: Vec<Copying>) -> Vec<Copying> {
    let at =
        |copyings: &[Copying], copy: usize| copyings.binary_search_by_key(&copy, |copying| copying.copy).ok();
    for start in 0..copyings.len() {
        let mut current = start;
        for _ in 0..=copyings.len() {
            let Exemplar::Held(next) = copyings[current].exemplar else { break };
            match at(&copyings, next) {
                Some(next) if next == start => {
                    copyings[start].exemplar = Exemplar::Lost;
                    copyings[start].certainty = Certainty::Undecided;
                    break;
                }
                Some(next) => current = next,
                None => break,
            }
        }
    }
    copyings
}

/// "{0}, {3} and {4}".
pub(crate) fn listed(ranks: &[usize]) -> String {
    let names: Vec<String> = ranks.iter().map(|rank| format!("{{{rank}}}")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Exemplar, Witness, pairs_and_families};

    const LEAD: &str =
        "The old bridge at Tarn was shut on Monday after divers found cracks in two of its five piers. ";
    const MORE: &str =
        "Engineers from the county will test the stone for a week before anyone decides what comes next. ";
    const TAIL: &str =
        "Buses now go round by the upper ford, which adds half an hour to the road to market. ";
    const OWN: &str =
        "Our reader Ada Lund has crossed it every day since she was a girl and says she never saw it shut. ";

    /// Witnesses as (hand, hour, credited, text) to `copy<-exemplar`, `-` for lost.
    fn check(witnesses: &[(&str, i64, &str, &str)], want: &str) {
        let ids: Vec<String> = (0..witnesses.len()).map(|at| at.to_string()).collect();
        let witnesses: Vec<Witness<'_>> = witnesses
            .iter()
            .zip(&ids)
            .map(|(&(hand, hour, credited, text), id)| Witness {
                id,
                text,
                title: None,
                hand: Some(hand),
                published: (hour >= 0).then_some((hour * 3600, hour * 3600 + 59)),
                credited: if credited.is_empty() { vec![] } else { vec![credited] },
                is_agency: hand == "WireNews",
                address: None,
            })
            .collect();
        let found = pairs_and_families(&witnesses);
        let edges: Vec<String> = found
            .families
            .iter()
            .flat_map(|family| &family.copyings)
            .map(|copying| match copying.exemplar {
                Exemplar::Held(held) => format!("{}<-{held} {}", copying.copy, copying.certainty.as_str()),
                Exemplar::Lost => format!("{}<-- {}", copying.copy, copying.certainty.as_str()),
            })
            .collect();
        assert_eq!(edges.join(", "), want);
    }

    #[test]
    fn exemplars() {
        let whole = format!("{LEAD}{MORE}{TAIL}");
        let cut = format!("{LEAD}{MORE}");
        let own = format!("{LEAD}{OWN}{MORE}{TAIL}");
        check(
            &[("WireNews", 1, "", &whole), ("a", 2, "", &cut), ("b", 3, "WireNews", &whole)],
            "1<-0 likely, 2<-0 certain",
        );
        check(&[("a", 1, "WireNews", &whole), ("b", 2, "", &cut)], "0<-- certain, 1<-- likely");
        check(&[("a", 1, "", &whole), ("b", 2, "", &cut)], "1<-0 possible");
        check(&[("a", -1, "", &whole), ("b", -1, "", &cut)], "0<-- undecided, 1<-- undecided");
        check(
            &[("WireNews", 1, "", &whole), ("a", 2, "", &own), ("b", 5, "", &own)],
            "1<-0 likely, 2<-1 likely",
        );
        check(&[("WireNews", 1, "", &cut), ("WireNews", 2, "", &whole)], "1<-0 likely");
    }
}
