//! Witnesses to pairs: which two share text beyond a quotation or a stock line.
//!
//! In: witnesses. Out: a [`Collection`], in which witnesses are ranked by id so that nothing depends
//! on the order they came in, with every pair that holds up and its passages. What makes a pair is in
//! [`crate::judge`], who is compared with whom in [`crate::texts`].

use crate::arrival::{Credentials, arrival};
use crate::family;
pub(crate) use crate::judge::covered;
use crate::judge::{Desk, View, part};
use crate::odds::Possible;
use crate::signature::Signer;
use crate::stemma::{Exemplar, Pair, Stemma};
use crate::stock::facts;
use crate::texts::{Pairs, Texts};
use crate::witness::Witness;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Deref;

/// Share of the smaller text above which a pair may start or join a family. A pair with less shares a
/// paragraph of background, which makes no single account of two.
const LINK: u16 = part(0.13);

/// All witnesses in order of id, and what comparing them found.
pub(crate) struct Collection<'w, 't> {
    /// The witnesses by rank.
    pub(crate) witnesses: Vec<&'w Witness<'t>>,
    /// Rank to place in the slice given.
    order: Vec<usize>,
    /// The texts, numbered by rank.
    texts: Texts,
    pairs: Pairs,
}

/// A collection is its texts, with what is known of them.
impl Deref for Collection<'_, '_> {
    type Target = Texts;

    fn deref(&self) -> &Texts {
        &self.texts
    }
}

/// Compares all witnesses.
pub(crate) fn compare<'w, 't>(given: &'w [Witness<'t>]) -> Collection<'w, 't> {
    let mut order: Vec<usize> = (0..given.len()).collect();
    order.sort_by_key(|&at| {
        let witness = &given[at];
        (witness.id, witness.text, witness.hand, witness.published)
    });
    let witnesses: Vec<&Witness<'t>> = order.iter().map(|&at| &given[at]).collect();
    let signatures: Vec<_> =
        witnesses.par_iter().map_init(Signer::default, |signer, witness| signer.read(witness.text)).collect();
    let mut texts = Texts::default();
    for (at, (signature, witness)) in signatures.into_iter().zip(&witnesses).enumerate() {
        texts.push(signature, facts(at, witness));
    }
    let credentials: Vec<Credentials> = witnesses.iter().map(|witness| Credentials::of(witness)).collect();
    texts.settle(&arrival(&credentials.iter().collect::<Vec<_>>()), true);
    drop(credentials);
    let ranks: Vec<u32> = (0..witnesses.len() as u32).collect();
    let pairs = texts.pair_up(&ranks);
    Collection { witnesses, order, texts, pairs }
}

/// Groups texts by their pairs: families of ranks, each in order.
pub(crate) fn families(texts: &Texts, order: &[u32], pairs: &Pairs) -> Vec<Vec<usize>> {
    let view = |rank: u32| texts.view(order[rank as usize]);
    let is_revision = |a: u32, b: u32| view(a).address == view(b).address;
    // The most alike first: of a text from two dispatches each is a part, and a short copy of the
    // lesser one may lie in it whole.
    let mut begin = vec![0u32; usize::from(u16::MAX) + 2];
    let links = || {
        pairs.all().filter_map(|(a, found)| {
            let alike = if is_revision(a, found.b) {
                u16::MAX
            } else if found.likeness.share >= LINK && found.likeness.alike > 0 {
                found.likeness.alike
            } else {
                return None;
            };
            Some((u16::MAX - alike, (a, found.b)))
        })
    };
    links().for_each(|(unlike, _)| begin[usize::from(unlike) + 1] += 1);
    (1..begin.len()).for_each(|at| begin[at] += begin[at - 1]);
    let mut sorted = vec![(0, 0); begin[begin.len() - 1] as usize];
    links().for_each(|(unlike, link)| {
        sorted[begin[usize::from(unlike)] as usize] = link;
        begin[usize::from(unlike)] += 1;
    });
    let mut desk = Desk::default();
    let revisions = revisions(order.len(), |rank| view(rank).address);
    let states = |rank: u32| revisions.get(&rank).map_or(&[][..], |states| states.as_slice());
    family::families(order.len(), &sorted, |a, b| {
        let mut linked = |a: u32, b: u32| is_pair(texts, order, pairs, &mut desk, a, b);
        // Whatever became of a page later, it is one outlet's.
        linked(a, b)
            || states(a).iter().any(|&state| state != b && linked(state, b))
            || states(b).iter().any(|&state| state != a && linked(a, state))
    })
}

/// For each rank that is a state of an address with several, the others.
fn revisions(count: usize, address: impl Fn(u32) -> u64) -> HashMap<u32, Vec<u32>> {
    let mut all: Vec<(u64, u32)> = (0..count as u32).map(|rank| (address(rank), rank)).collect();
    all.sort_unstable();
    let mut found = HashMap::new();
    for states in all.chunk_by(|a, b| a.0 == b.0).filter(|states| states.len() > 1) {
        for &(_, rank) in states {
            let others = states.iter().map(|state| state.1).filter(|&other| other != rank);
            found.insert(rank, others.take(MOST_STATES).collect());
        }
    }
    found
}

/// States of one address that are looked at for a link.
const MOST_STATES: usize = 8;

/// Whether two ranks are a pair.
fn is_pair(texts: &Texts, order: &[u32], pairs: &Pairs, desk: &mut Desk, a: u32, b: u32) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    pairs
        .has(a, b)
        .unwrap_or_else(|| desk.judge(texts.view(order[a as usize]), texts.view(order[b as usize])).is_some())
}

impl Collection<'_, '_> {
    /// The passages of a pair as ranges of the words of `of`, and of `with`; none when they are none.
    pub(crate) fn ranges(&self, of: u32, with: u32) -> impl Iterator<Item = (u32, u32)> + use<> {
        let mut desk = Desk::default();
        let is_pair = self.pairs.has(of.min(with), of.max(with));
        if is_pair.unwrap_or_else(|| desk.judge(self.view(of.min(with)), self.view(of.max(with))).is_some()) {
            desk.lay_out(self.view(of), self.view(with));
        } else {
            desk.ranges.clear();
        }
        desk.ranges.into_iter().filter(|range| range.fresh > 0).map(|range| range.a)
    }

    /// Families of ranks, each in order.
    pub(crate) fn families(&self) -> Vec<Vec<usize>> {
        let ranks: Vec<u32> = (0..self.witnesses.len() as u32).collect();
        families(&self.texts, &ranks, &self.pairs)
    }

    /// Turns the ranks in a stemma into places in the slice given.
    pub(crate) fn name_by_place(&self, stemma: &mut Stemma) {
        let place = |rank: &mut usize| *rank = self.order[*rank];
        stemma.witnesses.iter_mut().for_each(place);
        if let Some(held) = &mut stemma.dispatch.held {
            place(held);
        }
        place(&mut stemma.most_complete);
        place(&mut stemma.least_altered);
        stemma.dispatch.basis = self.rename(&stemma.dispatch.basis);
        for copying in &mut stemma.copyings {
            place(&mut copying.copy);
            if let Exemplar::Held(held) = &mut copying.exemplar {
                place(held);
            }
            copying.why.iter_mut().for_each(|why| *why = self.rename(why));
        }
    }

    /// Turns the ranks of possible exemplars into places in the slice given.
    pub(crate) fn name_possible_by_place(&self, possible: &mut Possible) {
        possible.copy = self.order[possible.copy];
        for (exemplar, ..) in &mut possible.exemplars {
            if let Exemplar::Held(rank) = exemplar {
                *rank = self.order[*rank];
            }
        }
    }

    /// Turns `{rank}` into `{place}`.
    fn rename(&self, words: &str) -> String {
        let mut renamed = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(open) = rest.find('{') {
            let close = rest[open..].find('}').map_or(rest.len(), |close| open + close);
            renamed.push_str(&rest[..=open]);
            let inside = rest.get(open + 1..close).unwrap_or("");
            match inside.parse::<usize>().ok().and_then(|rank| self.order.get(rank)) {
                Some(place) => renamed.push_str(&place.to_string()),
                None => renamed.push_str(inside),
            }
            rest = rest.get(close..).unwrap_or("");
        }
        renamed.push_str(rest);
        renamed
    }

    /// How many pairs there are.
    pub(crate) fn count(&self) -> usize {
        self.pairs.len()
    }

    /// The pairs as the caller sees them, in order of rank.
    pub(crate) fn told(&self) -> impl ParallelIterator<Item = Pair> + '_ {
        let views: Vec<View<'_>> = (0..self.texts.len() as u32).map(|rank| self.view(rank)).collect();
        self.pairs.each().map_init(Desk::default, move |desk, (a, found)| {
            let told = desk.tell(views[a as usize], views[found.b as usize]);
            Pair {
                a: self.order[a as usize],
                b: self.order[found.b as usize],
                passages: told.passages,
                boilerplate: told.boilerplate,
                share_a: told.share_a,
                share_b: told.share_b,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], want: &[(u32, u32)]) {
        let ids: Vec<String> = (0..texts.len()).map(|at| at.to_string()).collect();
        let witnesses: Vec<Witness<'_>> = texts
            .iter()
            .zip(&ids)
            .map(|(text, id)| Witness {
                id,
                text,
                title: None,
                hand: None,
                published: None,
                credited: vec![],
                is_agency: false,
                address: None,
            })
            .collect();
        let found = compare(&witnesses);
        assert_eq!(found.pairs.all().map(|(a, found)| (a, found.b)).collect::<Vec<_>>(), want);
    }

    #[test]
    fn a_revision_is_an_outlets_own_history() {
        let one = "The mill at Orrin burned down in the night. Nobody was hurt, and the owner means to build it up again before winter.";
        let two = "The mill at Orrin burned down in the night. A boy of nine has told the constable that he had been playing with a lamp in the loft, and that the hay caught before he could run for help; the owner has forgiven him.";
        let address = |address| Witness {
            id: "0",
            text: one,
            title: None,
            hand: Some("a"),
            published: Some((0, 0)),
            credited: vec![],
            is_agency: false,
            address,
        };
        let pairs = |first: Option<&'static str>, second: Option<&'static str>| {
            let later = Witness { id: "1", text: two, published: Some((3600, 3600)), ..address(second) };
            crate::pairs_and_families(&[address(first), later])
        };
        // Too little in common for a copy, but not for a later state of the same page.
        assert!(pairs(Some("a/1"), Some("a/2")).pairs.is_empty());
        let found = pairs(Some("a/1"), Some("a/1"));
        assert_eq!(found.pairs.len(), 1);
        assert_eq!(found.families.len(), 1, "one account");
        let later = found.families[0].copyings.iter().find(|copying| copying.copy == 1);
        assert_eq!(later.map(|copying| copying.exemplar), Some(Exemplar::Held(0)));
    }

    const QUOTATION: &str =
        "“We shall build the sea wall again, stone by stone, and it will stand for another hundred years,”";

    #[test]
    fn a_quotation_is_no_copy() {
        let one = format!(
            "The mayor of Tarn spoke to a small crowd at noon on the quay. {QUOTATION} she said. Nobody clapped, and the rain set in again before the band could play a note."
        );
        let two = format!(
            "At a meeting by the shore residents heard what comes next for their town. {QUOTATION} the mayor said. Work is due to begin in spring with money from the county."
        );
        check(&[&one, &two], &[]);
        check(&[&one, &one], &[(0, 1)]);
    }

    #[test]
    fn a_page_rewritten_later_stays_with_its_copies() {
        let first = "The mill at Orrin burned down in the night. Nobody was hurt, and the owner means to build it up again before winter, with a tiled roof in place of the thatch.";
        let later = "The mill at Orrin burned down in the night. A boy of nine has told the constable that he had been playing with a lamp in the loft, and that the hay caught before he could run for help; the owner has forgiven him.";
        let state = |id, text, hand, address, at| Witness {
            id,
            text,
            title: None,
            hand: Some(hand),
            published: Some((at, at)),
            credited: vec![],
            is_agency: false,
            address,
        };
        let all = [
            state("0", first, "a", Some("a/1"), 60),
            state("1", later, "a", Some("a/1"), 7200),
            state("2", first, "b", None, 3600),
        ];
        let found = crate::pairs_and_families(&all);
        assert_eq!(found.families.len(), 1);
        assert_eq!(found.families[0].witnesses, [0, 1, 2]);
    }

    #[test]
    fn one_statement_makes_no_account_of_two() {
        let said = "“We shall build the sea wall again, stone by stone, and it will stand for another hundred years,” mayor Ada Lund told the people of Tarn who had come to the quay at noon.";
        let own = |nth: usize| {
            let words = (0..70).map(|at| format!("w{}", at * 7 + nth * 1000)).collect::<Vec<_>>().join(" ");
            (words.clone(), words.replace('w', "v"))
        };
        let (one, other) = (own(1), own(2));
        let text = |(before, after): (String, String)| format!("{before}. {said} {after}.");
        let (one, other) = (text(one), text(other));
        let witness = |id, text| Witness {
            id,
            text,
            title: None,
            hand: Some(id),
            published: None,
            credited: vec![],
            is_agency: false,
            address: None,
        };
        let found = crate::pairs_and_families(&[witness("0", &one), witness("1", &other)]);
        assert_eq!((found.pairs.len(), found.families.len()), (1, 0));
        let plain = |text: &str| text.replace(['“', '”'], "");
        let (one, other) = (plain(&one), plain(&other));
        let found = crate::pairs_and_families(&[witness("0", &one), witness("1", &other)]);
        assert_eq!((found.pairs.len(), found.families.len()), (1, 1));
    }

    #[test]
    fn one_stock_sentence_is_no_copy() {
        let stock = "The company, which is based in Tarn, makes parts for pumps and other machines.";
        let fill = |seed: usize| {
            (0..120).map(|at| format!("w{}", at * 7 + seed * 1000)).collect::<Vec<_>>().join(" ")
        };
        check(&[&format!("{} {stock}", fill(1)), &format!("{stock} {}", fill(2))], &[]);
        check(&["", "", "."], &[]);
    }
}
