//! A family to its stemma: the dispatch, held or lost, and the exemplar of each copy.
//!
//! In: a collection and a family. Out: a [`Stemma`] without segments and edits. Each copy's possible
//! exemplars (the agency's versions or the lost text, and the members that it shares most changes
//! with) are weighed against each other in natural logarithms of odds, and the certainty is the share
//! of the odds that the best one has. "Lost" is an answer: when copies credit a text that nobody
//! holds, or share words that no earlier member has in full.
//!
//! Known gaps: a text from two dispatches gets one exemplar.

use crate::evidence::{credited, earlier};
use crate::pairs::{Collection, covered};
use crate::stemma::{Certainty, Copying, Dispatch, Exemplar, Stemma};
use crate::variants::{Shared, Variants};
use std::cmp::Ordering;

/// Of the words that a member shares, the share that the first has to have for it to be whole.
const AS_GOOD: f32 = 0.97;

/// Share of its own words that others have, for a text that nobody credits to be the first: one with
/// much text that nobody took has rather added to a text of which all are copies.
const MOSTLY: f32 = 0.6;

/// What speaks for a member being the exemplar rather than the dispatch, in natural logarithms of odds:
/// a conditional logit over each copy's possible exemplars, fitted on the synthetic wire copy of one
/// seed (5,300 copies) and checked on another.
mod odds {
    /// For each unit of weight of the changes that both have …
    pub(super) const WEIGHT: f32 = 0.43;
    /// … less this for each of them: one telling change counts for more than some common ones.
    pub(super) const EACH: f32 = -0.31;
    /// For each change of the exemplar that the copy undid.
    pub(super) const UNDONE: f32 = -0.21;
    /// For each common word that the copy has and the exemplar lacks, up to [`MOST_BEYOND`].
    pub(super) const BEYOND: f32 = -0.11;
    /// If there are any.
    pub(super) const ANY_BEYOND: f32 = -0.27;
    pub(super) const MOST_BEYOND: u32 = 60;
    /// If its date is later than the copy's. Dates are often those of a revision.
    pub(super) const LATER: f32 = -1.46;
    /// If it is not known which is earlier.
    pub(super) const NOT_KNOWN_EARLIER: f32 = -0.6;
    /// For each common word that the dispatch at hand lacks and the copy has.
    pub(super) const BEYOND_DISPATCH: f32 = 0.073;
    /// If the dispatch at hand is dated later than the copy.
    pub(super) const DISPATCH_LATER: f32 = 0.45;
    /// For the logarithm of the family's size: one of many is the less likely.
    pub(super) const AMONG: f32 = -0.72;
    /// For any.
    pub(super) const BASE: f32 = -0.17;
    /// If the dispatch is lost. Fitted at -0.4; raised, because a reader is better served by the text
    /// at hand that most likely is the exemplar than by "lost", as long as four of five lost
    /// exemplars are still told to be lost.
    pub(super) const LOST: f32 = 1.4;
}

/// Words of an agency's version beyond which a later one covers a copy better.
const SAME_VERSION: u32 = 3;

/// Reads the stemma of `family` (ranks in order).
pub(crate) fn stemma_of(collection: &Collection<'_, '_>, family: &[usize]) -> Stemma {
    let credit = credited(collection, family);
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
    let mut tree = Tree { collection, family, variants, chosen: vec![None; family.len()] };
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
            .or_else(|| tree.update(copy, &agencies))
            .unwrap_or_else(|| tree.likeliest(copy, &agencies, &dispatch));
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
        let published = collection.witnesses[rank].published;
        (published.is_none(), published, collection.signatures[rank].len(), rank)
    };
    key(a).cmp(&key(b))
}

struct Tree<'c, 'w, 't> {
    collection: &'c Collection<'w, 't>,
    family: &'c [usize],
    variants: Variants<'c, 'w, 't>,
    /// The exemplar chosen for each member so far, by place in the family.
    chosen: Vec<Option<usize>>,
}

impl Tree<'_, '_, '_> {
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
                let beyond = self.variants.against(rank, first).beyond;
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

    /// The exemplar that most speaks for.
    fn likeliest(&self, copy: usize, agencies: &[usize], dispatch: &Dispatch) -> Copying {
        let agency = (!agencies.contains(&copy)).then(|| self.agency(copy, agencies)).flatten();
        let first = agency.or(dispatch.held.filter(|_| agencies.is_empty()));
        let against_first = first.map_or(odds::LOST, |exemplar| {
            let beyond = self.variants.against(copy, exemplar).beyond.min(odds::MOST_BEYOND) as f32;
            let later = earlier(self.collection, exemplar, copy) == Some(Ordering::Greater);
            odds::BEYOND_DISPATCH * beyond + if later { odds::DISPATCH_LATER } else { 0.0 }
        });
        let weighed: Vec<(f32, Shared)> = self
            .variants
            .closest(copy)
            .into_iter()
            .filter(|shared| !agencies.contains(&shared.exemplar) && dispatch.held != Some(shared.exemplar))
            .filter(|shared| !self.descends(shared.exemplar, copy))
            .map(|shared| (against_first + self.odds(copy, &shared), shared))
            .collect();
        let best = weighed.iter().max_by(|a, b| {
            a.0.total_cmp(&b.0).then_with(|| by_time(self.collection, b.1.exemplar, a.1.exemplar))
        });
        let all: f32 = weighed.iter().map(|weighed| weighed.0.exp()).sum::<f32>() + 1.0;
        match best {
            Some((odds, shared)) if *odds > 0.0 => {
                let exemplar = shared.exemplar;
                let mut why =
                    vec![format!("has {} changes of {{{exemplar}}} that few others have", shared.count)];
                if shared.beyond == 0 {
                    why.push(format!("has nothing of the common text that {{{exemplar}}} lacks"));
                }
                if earlier(self.collection, exemplar, copy) == Some(Ordering::Less) {
                    why.push(format!("published after {{{exemplar}}}"));
                }
                self.held(copy, exemplar, certainty(odds.exp() / all), why)
            }
            _ => match (agency, dispatch.held) {
                (Some(exemplar), _) => self.copied_from_agency(copy, exemplar, 1.0 / all),
                (None, Some(held)) if agencies.is_empty() && self.words(copy, held) > 0 => {
                    let why = format!(
                        "published after {{{held}}}, which has all the text that it shares with others"
                    );
                    self.held(copy, held, Certainty::Possible, vec![why])
                }
                _ => self.lost(copy, dispatch, 1.0 / all),
            },
        }
    }

    /// The odds, as a logarithm, of a member against a dispatch that nothing speaks against.
    fn odds(&self, copy: usize, shared: &Shared) -> f32 {
        let date = match earlier(self.collection, shared.exemplar, copy) {
            Some(Ordering::Less) => 0.0,
            Some(_) => odds::LATER,
            None => odds::NOT_KNOWN_EARLIER,
        };
        odds::BASE
            + odds::WEIGHT * shared.weight
            + odds::EACH * shared.count as f32
            + odds::UNDONE * shared.undone as f32
            + odds::BEYOND * shared.beyond.min(odds::MOST_BEYOND) as f32
            + if shared.beyond > 0 { odds::ANY_BEYOND } else { 0.0 }
            + odds::AMONG * (self.family.len() as f32).ln()
            + date
    }

    /// The earliest version of the agency's text that has as much of the copy as any.
    fn agency(&self, copy: usize, agencies: &[usize]) -> Option<usize> {
        let lacking: Vec<(usize, u32)> = agencies
            .iter()
            .filter(|&&rank| self.words(copy, rank) > 0)
            .map(|&rank| (rank, self.variants.against(copy, rank).beyond))
            .collect();
        let least = lacking.iter().map(|lacking| lacking.1).min()?;
        lacking.iter().find(|lacking| lacking.1 <= least + SAME_VERSION).map(|lacking| lacking.0)
    }

    fn copied_from_agency(&self, copy: usize, exemplar: usize, share: f32) -> Copying {
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
        let certainty = match order {
            Some(Ordering::Greater) => Certainty::Possible,
            _ if credits && share >= CERTAIN => Certainty::Certain,
            _ => certainty(share),
        };
        self.held(copy, exemplar, certainty, why)
    }

    fn lost(&self, copy: usize, dispatch: &Dispatch, odds: f32) -> Copying {
        let share = self.share(copy, self.variants.shared_words(copy));
        let (certainty, why) = if self.credits(copy) {
            let sure = if odds >= CERTAIN { Certainty::Certain } else { certainty(odds) };
            (sure, "credits a text that is not among them".to_owned())
        } else if dispatch.named.is_some() {
            (certainty(odds), "shares words with copies that credit a text that is not among them".to_owned())
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

/// Share of the odds from which a text that says itself whose it is may be taken at its word.
const CERTAIN: f32 = 0.9;

/// Share of the odds from which an exemplar is likely.
const LIKELY: f32 = 0.75;

/// The word for a share of the odds.
fn certainty(share: f32) -> Certainty {
    if share >= LIKELY { Certainty::Likely } else { Certainty::Possible }
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
            "1<-0 possible, 2<-1 possible",
        );
        check(&[("WireNews", 1, "", &cut), ("WireNews", 2, "", &whole)], "1<-0 likely");
    }
}
