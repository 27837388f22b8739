//! A family to its stemma: the dispatch, held or lost, and the exemplar of each copy.
//!
//! In: a collection and a family. Out: a [`Stemma`] without segments and edits. Each copy's possible
//! exemplars (the agency's versions, the other members, a text that nobody holds) are weighed against
//! each other ([`crate::odds`]), and the certainty is the word for the probability of the best. "Lost" is
//! an answer: when copies credit a text that nobody holds, or share words that no earlier member has in
//! full.
//!
//! Known gaps: a text from two dispatches gets one exemplar.

use crate::evidence::{Credit, before, credited, earlier, published};
use crate::odds::{self, Possible, Shared};
use crate::pairs::{Collection, covered};
use crate::stemma::{Certainty, Copying, Dispatch, Exemplar, Stemma};
use crate::variants::Variants;
use std::cmp::Ordering;

/// Of the words that a member shares, the share that the first has to have for it to be whole.
const AS_GOOD: f32 = 0.97;

/// Share of its own words that others have, for a text that nobody credits to be the first: one with
/// much text that nobody took has rather added to a text of which all are copies.
const MOSTLY: f32 = 0.6;

/// What the odds of a lost exemplar are multiplied by before the best is chosen, as a logarithm: a reader
/// is better served by the text at hand that most likely is the exemplar than by "lost", as long as four
/// of five lost exemplars are still told to be lost. Probabilities are stated without it.
const LOST_HANDICAP: f32 = -1.15;

/// Reads the stemma of `family` (ranks in order).
pub(crate) fn stemma_of(collection: &Collection<'_, '_>, family: &[usize]) -> Stemma {
    let credit = credited(collection, family);
    let mut tree = Tree::new(collection, family, &credit);
    let agencies = tree.agencies.clone();
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
    let mut in_time: Vec<usize> = family.to_vec();
    in_time.sort_by(|&a, &b| by_time(collection, a, b));
    let mut copyings = Vec::with_capacity(family.len());
    for copy in in_time {
        if dispatch.held == Some(copy) {
            continue;
        }
        let copying = tree
            .revision(copy)
            .or_else(|| tree.update(copy))
            .unwrap_or_else(|| tree.likeliest(copy, &dispatch));
        if let Exemplar::Held(exemplar) = copying.exemplar {
            tree.choose(copy, exemplar);
        }
        copyings.push(copying);
    }
    copyings.sort_by_key(|copying| copying.copy);
    let copyings = without_cycles(copyings);
    let words = |rank: usize| collection.signatures[rank].len();
    let shared = |rank: usize| tree.variants.shared_words(rank);
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

/// What each copy of `family` may have been taken from.
pub(crate) fn possible(collection: &Collection<'_, '_>, family: &[usize]) -> Vec<Possible> {
    let tree = Tree::new(collection, family, &credited(collection, family));
    let origin = if tree.agencies.is_empty() { tree.origin() } else { None };
    let copies = family.iter().filter(|&rank| !tree.agencies.contains(rank) && origin != Some(*rank));
    copies.map(|&copy| tree.possible(copy, origin).0).collect()
}

/// The number of an agency's version by its headline ("UPDATE 2-…"), 0 for the first.
fn version(title: Option<&str>) -> u32 {
    let numbered = |title: &str| {
        let rest = title.trim_start().strip_prefix("UPDATE ")?;
        let digits = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse().ok()
    };
    title.and_then(numbered).unwrap_or(0)
}

/// The dated before the undated, the shorter first among texts of one time.
fn by_time(collection: &Collection<'_, '_>, a: usize, b: usize) -> Ordering {
    let key = |rank: usize| {
        let published = published(collection, rank);
        (published.is_none(), published, collection.signatures[rank].len(), rank)
    };
    key(a).cmp(&key(b))
}

struct Tree<'c, 'w, 't> {
    collection: &'c Collection<'w, 't>,
    family: &'c [usize],
    /// The agency's texts, the first version first.
    agencies: Vec<usize>,
    variants: Variants<'c>,
    /// The exemplar chosen for each member so far, by place in the family.
    chosen: Vec<Option<usize>>,
}

impl<'c, 'w, 't> Tree<'c, 'w, 't> {
    fn new(collection: &'c Collection<'w, 't>, family: &'c [usize], credit: &Credit) -> Self {
        let mut agencies: Vec<usize> = family
            .iter()
            .copied()
            .filter(|&rank| collection.witnesses[rank].is_agency || credit.names_hand_of(collection, rank))
            .collect();
        agencies.sort_by(|&a, &b| {
            let number = |rank: usize| version(collection.witnesses[rank].title);
            number(a).cmp(&number(b)).then_with(|| by_time(collection, a, b))
        });
        let variants = Variants::new(collection, family, &agencies);
        Tree { collection, family, agencies, variants, chosen: vec![None; family.len()] }
    }

    fn words(&self, copy: usize, exemplar: usize) -> u32 {
        covered(&mut self.collection.ranges(copy as u32, exemplar as u32))
    }

    fn share(&self, copy: usize, words: u32) -> f32 {
        (words as f32 / self.collection.signatures[copy].len().max(1) as f32).min(1.0)
    }

    fn held(&self, copy: usize, exemplar: usize, certainty: Certainty, why: Vec<String>) -> Copying {
        let share = self.share(copy, self.words(copy, exemplar));
        Copying { copy, exemplar: Exemplar::Held(exemplar), share, certainty, why }
    }

    fn credits(&self, copy: usize) -> bool {
        !self.collection.witnesses[copy].credited.is_empty()
    }

    fn choose(&mut self, copy: usize, exemplar: usize) {
        if let Ok(at) = self.family.binary_search(&copy) {
            self.chosen[at] = Some(exemplar);
        }
    }

    /// Whether `rank` was copied, as far as is decided, from `from` or a copy of it.
    fn descends(&self, rank: usize, from: usize) -> bool {
        let mut at = rank;
        for _ in 0..=self.family.len() {
            if at == from {
                return true;
            }
            match self.family.binary_search(&at).ok().and_then(|at| self.chosen[at]) {
                Some(next) => at = next,
                None => return false,
            }
        }
        true
    }

    /// A member that was published before all others and has all that they share with anyone.
    fn origin(&self) -> Option<usize> {
        let first = self.family.iter().copied().min_by(|&a, &b| by_time(self.collection, a, b))?;
        let others = || self.family.iter().copied().filter(|&rank| rank != first);
        let alone = others().all(|rank| earlier(self.collection, first, rank) == Some(Ordering::Less));
        let whole = || {
            others().all(|rank| {
                let beyond = self.variants.beyond(rank, first);
                beyond as f32 <= (1.0 - AS_GOOD) * self.variants.shared_words(rank) as f32
            })
        };
        let mostly = self.variants.shared_words(first) as f32
            >= MOSTLY * self.collection.signatures[first].len() as f32;
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
    fn update(&self, copy: usize) -> Option<Copying> {
        let agencies = &self.agencies;
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

    /// All that a copy may have been taken from, with what the members share with it.
    fn possible(&self, copy: usize, origin: Option<usize>) -> (Possible, Vec<Shared>) {
        let is_agency = self.agencies.contains(&copy);
        let has_agency = !is_agency && !self.agencies.is_empty();
        let size = self.family.len();
        let mut exemplars = Vec::new();
        let mut shared = Vec::new();
        for (nth, &agency) in self.agencies.iter().enumerate().filter(|_| has_agency) {
            let beyond = self.variants.beyond(copy, agency);
            if beyond < self.variants.shared_words(copy) {
                let signs = odds::of_agency(nth > 0, before(self.collection, agency, copy), beyond);
                exemplars.push((Exemplar::Held(agency), 1.0, signs));
                shared.push(Shared { exemplar: agency, beyond, ..Shared::default() });
            }
        }
        for (member, stands_for) in self.variants.others(copy, origin) {
            let rank = member.exemplar;
            if !self.agencies.contains(&rank) {
                let date = before(self.collection, rank, copy);
                let signs = odds::of_member(&member, date, size, has_agency, origin == Some(rank));
                exemplars.push((Exemplar::Held(rank), stands_for, signs));
                shared.push(member);
            }
        }
        exemplars.push((Exemplar::Lost, 1.0, odds::of_lost(size, has_agency, self.credits(copy))));
        (Possible { copy, exemplars }, shared)
    }

    /// The exemplar that most speaks for.
    fn likeliest(&self, copy: usize, dispatch: &Dispatch) -> Copying {
        let origin = dispatch.held.filter(|_| self.agencies.is_empty());
        let (possible, shared) = self.possible(copy, origin);
        let probabilities = possible.probabilities();
        let lost = probabilities.last().copied().unwrap_or(0.0);
        let best = shared
            .iter()
            .zip(&probabilities)
            .filter(|(shared, _)| !self.descends(shared.exemplar, copy))
            .max_by(|a, b| {
                a.1.total_cmp(b.1).then_with(|| by_time(self.collection, b.0.exemplar, a.0.exemplar))
            });
        match best {
            // Of a family whose first is at hand none is lost.
            Some((best, &likely)) if origin.is_some() || likely > lost * LOST_HANDICAP.exp() => {
                let why = self.why(copy, best, &shared, origin);
                self.held(copy, best.exemplar, certainty(likely), why)
            }
            _ => self.lost(copy, dispatch, lost),
        }
    }

    /// What speaks for an exemplar, in words.
    fn why(&self, copy: usize, best: &Shared, all: &[Shared], origin: Option<usize>) -> Vec<String> {
        let exemplar = best.exemplar;
        let is_agency = self.agencies.contains(&exemplar);
        let mut why = Vec::new();
        if is_agency {
            if self.credits(copy) {
                why.push("credits it".to_owned());
            }
            why.push(format!("{{{exemplar}}} is the agency's own text"));
        } else if origin == Some(exemplar) {
            why.push(format!("{{{exemplar}}} is the earliest and has all the text that they share"));
        }
        if best.count > 0 {
            why.push(format!("has {} changes of {{{exemplar}}} that few others have", best.count));
        }
        if best.paragraphs > 0 {
            why.push(format!("parts its paragraphs as {{{exemplar}}} does where few others do"));
        }
        let others = || all.iter().filter(|other| other.exemplar != exemplar);
        let least = others().map(|other| other.beyond).min();
        if best.beyond == 0 && !is_agency {
            why.push(format!("has nothing of the common text that {{{exemplar}}} lacks"));
        } else if let Some(least) =
            least.filter(|&least| best.beyond < FEW && least > FEW && all.len() + 1 >= self.family.len())
        {
            why.push(format!("has at least {least} words of {{{exemplar}}} that each of the others lacks"));
        }
        match earlier(self.collection, exemplar, copy) {
            Some(Ordering::Less) => why.push(format!("published after {{{exemplar}}}")),
            Some(_) => why.push(format!("but dated before {{{exemplar}}}")),
            None => {}
        }
        why
    }

    fn lost(&self, copy: usize, dispatch: &Dispatch, likely: f32) -> Copying {
        let share = self.share(copy, self.variants.shared_words(copy));
        // That nobody holds a text can't be seen, only that no text at hand fits. The wire copy that the
        // odds were fitted on all comes from an agency; where no one is credited they say too much.
        let (most, why) = if self.credits(copy) {
            (Certainty::Likely, "credits a text that is not among them")
        } else if dispatch.named.is_some() {
            (Certainty::Likely, "shares words with copies that credit a text that is not among them")
        } else if self.family.len() > 2 {
            (Certainty::Possible, "shares words with others, none of which is known to be first and whole")
        } else {
            (Certainty::Undecided, "one of the two may be the other's, or both a third's")
        };
        let certainty = certainty(likely).min(most);
        Copying { copy, exemplar: Exemplar::Lost, share, certainty, why: vec![why.to_owned()] }
    }
}

/// Words that may be missed by chance.
const FEW: u32 = 6;

/// Probability from which an exemplar is certain …
const CERTAIN: f32 = 0.97;

/// … likely …
const LIKELY: f32 = 0.8;

/// … possible; below, it is only the best of many.
const POSSIBLE: f32 = 0.5;

/// The word for a probability.
fn certainty(likely: f32) -> Certainty {
    match likely {
        CERTAIN.. => Certainty::Certain,
        LIKELY.. => Certainty::Likely,
        POSSIBLE.. => Certainty::Possible,
        _ => Certainty::Undecided,
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
            "1<-0 certain, 2<-0 certain",
        );
        check(&[("a", 1, "WireNews", &whole), ("b", 2, "", &cut)], "0<-- likely, 1<-0 undecided");
        check(&[("a", 1, "", &whole), ("b", 2, "", &cut)], "1<-0 undecided");
        check(&[("a", -1, "", &whole), ("b", -1, "", &cut)], "0<-- undecided, 1<-0 undecided");
        check(
            &[("WireNews", 1, "", &whole), ("a", 2, "", &own), ("b", 5, "", &own)],
            "1<-0 possible, 2<-1 likely",
        );
        check(&[("WireNews", 1, "", &cut), ("WireNews", 2, "", &whole)], "1<-0 likely");
    }
}
