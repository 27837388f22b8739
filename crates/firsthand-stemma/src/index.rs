//! An index of articles that grows one at a time: what of a new one is in those that are there.
//!
//! In: witnesses, in any order. Out: for one witness, the articles it shares text with and the passages;
//! for all of them, the same pairs and families that [`crate::pairs_and_families`] finds, which is built
//! on the same parts. The index keeps each article's signature and what is known of it, not its text.
//!
//! A look-up reads the new text against those that were put in, in the order they were put in, and with
//! what is known so far of stock words. [`Index::settle`] brings all into the order of their times and
//! works out anew what is stock; answers after it don't depend on how the articles came. It costs about
//! as much as taking all in at once did, so it is for the end of a night's run, not for each article.
//!
//! Known gaps: about sixteen million articles of news length fit, later ones are nobody's copies;
//! forgetting settles all that is left.

use crate::arrival::{Credentials, arrival};
use crate::judge::Desk;
use crate::pairs::families;
use crate::signature::{Signature, Signer};
use crate::stemma::Passage;
use crate::stock::{Facts, facts};
use crate::texts::Texts;
use crate::witness::Witness;
use rayon::prelude::*;
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// A growing index of articles.
#[derive(Default)]
pub struct Index {
    texts: Texts,
    cards: Vec<Card>,
    /// Articles by the hash of their id.
    by_id: HashMap<u64, u32>,
    signer: Signer,
    /// How many articles were ever put in: numbers those without hand or address.
    taken: usize,
    /// Whether all was settled since the last was put in.
    settled: bool,
}

/// What is kept of an article beside its words.
struct Card {
    id: Box<str>,
    credentials: Credentials,
}

/// An article of the index that shares text with the one looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its id.
    pub id: String,
    /// What they share, `a` in the text looked up, `b` in the article.
    pub passages: Vec<Passage>,
    /// What they share that is furniture or stock background: no evidence of copying.
    pub boilerplate: Vec<Passage>,
    /// Share of the words of the text looked up that lie in passages, in `0.0..=1.0`.
    pub share: f32,
    /// Share of the words of the article that do.
    pub share_of_other: f32,
}

impl Index {
    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Puts an article in. An id that is there already is not put in again: `false`.
    ///
    /// Costs time in proportion to the text and, for keeping the index in order, to the logarithm of all
    /// that is in it, on average; when a table is full one article pays for the next ones.
    pub fn insert(&mut self, witness: &Witness<'_>) -> bool {
        self.take(witness, |texts, signature, facts| texts.add(signature, facts))
    }

    /// Puts many articles in at once and settles. Returns how many ids were new.
    pub fn extend(&mut self, witnesses: &[Witness<'_>]) -> usize {
        let signatures: Vec<Signature> = witnesses
            .par_iter()
            .map_init(Signer::default, |signer, witness| signer.read(witness.text))
            .collect();
        let before = self.len();
        for (witness, signature) in witnesses.iter().zip(signatures) {
            self.put(witness, |_| signature, |texts, signature, facts| texts.push(signature, facts));
        }
        self.settled = self.len() == before && self.settled;
        self.settle();
        self.len() - before
    }

    fn take(&mut self, witness: &Witness<'_>, add: impl FnOnce(&mut Texts, Signature, Facts)) -> bool {
        self.put(witness, |signer| signer.read(witness.text), add)
    }

    fn put(
        &mut self,
        witness: &Witness<'_>,
        read: impl FnOnce(&mut Signer) -> Signature,
        add: impl FnOnce(&mut Texts, Signature, Facts),
    ) -> bool {
        let key = xxh3_64(witness.id.as_bytes());
        if self.by_id.contains_key(&key) {
            return false;
        }
        self.by_id.insert(key, self.cards.len() as u32);
        let signature = read(&mut self.signer);
        add(&mut self.texts, signature, facts(self.taken, witness));
        self.cards.push(Card { id: witness.id.into(), credentials: Credentials::of(witness) });
        self.taken += 1;
        self.settled = false;
        true
    }

    /// The articles that share text with `witness` beyond a quotation or a stock line, those with more in
    /// common first, then those put in last; compared are no more than `most`. First of all it is
    /// compared with the articles in which its words were met first, which stand for their copies: with
    /// a small `most` the cost does not grow with the size of a story. An article with the id of
    /// `witness` is left out.
    pub fn look_up(&self, witness: &Witness<'_>, most: usize) -> Vec<Match> {
        let signature = crate::signature(witness.text);
        let guest = self.texts.look_up(signature, facts(self.taken, witness));
        let mut desk = Desk::default();
        let mut found: Vec<Match> = self
            .texts
            .partners(&guest, most)
            .into_iter()
            .filter_map(|text| {
                let id = &*self.cards[text as usize].id;
                let (here, there) = (guest.view(), self.texts.view(text));
                // The lower id is the first of two, as in a collection.
                let guest_first = witness.id < id;
                let (a, b) = if guest_first { (here, there) } else { (there, here) };
                desk.judge(a, b).filter(|_| id != witness.id)?;
                let mut told = desk.tell(a, b);
                if !guest_first {
                    std::mem::swap(&mut told.share_a, &mut told.share_b);
                    for passages in [&mut told.passages, &mut told.boilerplate] {
                        let turned = |passage: &Passage| Passage { a: passage.b, b: passage.a };
                        *passages = passages.iter().map(turned).collect();
                        passages.sort_by_key(|passage| (passage.a.start, passage.b.start));
                    }
                }
                Some(Match {
                    id: id.to_owned(),
                    passages: told.passages,
                    boilerplate: told.boilerplate,
                    share: told.share_a,
                    share_of_other: told.share_b,
                })
            })
            .collect();
        found.sort_by(|one, other| other.share.total_cmp(&one.share));
        found
    }

    /// Brings the articles into the order of their times and works out what is stock from all of them.
    pub fn settle(&mut self) {
        if self.settled {
            return;
        }
        let ranks = self.ranks();
        let cards: Vec<&Credentials> =
            ranks.iter().map(|&text| &self.cards[text as usize].credentials).collect();
        let order: Vec<u32> = arrival(&cards).into_iter().map(|rank| ranks[rank as usize]).collect();
        self.texts.settle(&order, false);
        self.settled = true;
    }

    /// Forgets the articles that were published before `moment` (seconds since 1970), and those undated
    /// ones that were put in before the first article that is kept. Returns how many.
    pub fn forget(&mut self, moment: i64) -> usize {
        let is_old = |card: &Card| card.credentials.published.is_some_and(|published| published.1 < moment);
        let is_new = |card: &Card| card.credentials.published.is_some_and(|published| published.1 >= moment);
        let first = self.cards.iter().position(is_new).unwrap_or(self.cards.len());
        let keep: Vec<bool> = self
            .cards
            .iter()
            .enumerate()
            .map(|(at, card)| !is_old(card) && (at >= first || card.credentials.published.is_some()))
            .collect();
        let before = self.cards.len();
        if keep.iter().all(|&keep| keep) {
            return 0;
        }
        let mut kept = keep.iter();
        self.cards.retain(|_| kept.next().copied().unwrap_or(false));
        let old = std::mem::take(&mut self.texts);
        for ((signature, facts), _) in
            old.signatures.into_iter().zip(old.facts).zip(&keep).filter(|(_, keep)| **keep)
        {
            self.texts.push(signature, facts);
        }
        self.by_id = self
            .cards
            .iter()
            .enumerate()
            .map(|(at, card)| (xxh3_64(card.id.as_bytes()), at as u32))
            .collect();
        self.settled = false;
        self.settle();
        before - self.cards.len()
    }

    /// Calls `found` with each pair as (id, id, passages of the first in the second), the lower id
    /// first, in order. Settles.
    pub fn pairs(&mut self, mut found: impl FnMut(&str, &str, &[Passage])) {
        self.settle();
        let ranks = self.ranks();
        let pairs = self.texts.pair_up(&ranks);
        let mut desk = Desk::default();
        for (a, pair) in pairs.all() {
            let (a, b) = (ranks[a as usize], ranks[pair.b as usize]);
            let told = desk.tell(self.texts.view(a), self.texts.view(b));
            found(&self.cards[a as usize].id, &self.cards[b as usize].id, &told.passages);
        }
    }

    /// The ids of each family of two or more, in order. Settles.
    pub fn families(&mut self) -> Vec<Vec<&str>> {
        self.settle();
        let ranks = self.ranks();
        let pairs = self.texts.pair_up(&ranks);
        let id = |rank: usize| &*self.cards[ranks[rank] as usize].id;
        families(&self.texts, &ranks, &pairs)
            .into_iter()
            .map(|family| family.into_iter().map(id).collect())
            .collect()
    }

    /// The articles in order of id.
    fn ranks(&self) -> Vec<u32> {
        let mut ranks: Vec<u32> = (0..self.cards.len() as u32).collect();
        ranks.sort_by_key(|&text| &self.cards[text as usize].id);
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairs_and_families;
    use proptest::prelude::*;

    const SENTENCES: [&str; 8] = [
        "The glassworks at Harn will light its second furnace in April, its owner Tove Brandt said.",
        "For nine years the hall behind the canal had stood empty, with swallows nesting in the rafters.",
        "Sixty people are to be taken on, forty of them from the town itself.",
        "“Nobody believed that we would blow glass here again,” the foreman said with a laugh.",
        "The county lent a third of the money and wants it back within ten years.",
        "Critics say that the gas for the ovens will cost more than the bottles bring in.",
        "A museum in the old gatehouse shows vases that were made when the trade was at its height.",
        "Follow our paper on all channels and never again miss a story from your part of the coast.",
    ];

    fn text(picks: &[(usize, usize)]) -> String {
        let sentence = |&(at, how): &(usize, usize)| {
            let sentence = SENTENCES[at % SENTENCES.len()];
            match how {
                1 => sentence.replace("The ", "A "),
                2 => sentence.replace(" will ", " may ").replace("forty", "thirty"),
                3 => sentence.split(' ').take(9).collect::<Vec<_>>().join(" "),
                _ => sentence.to_owned(),
            }
        };
        picks.iter().map(sentence).collect::<Vec<_>>().join(" ")
    }

    type Line = (String, String, Vec<Passage>);

    /// The pairs and families that the batch finds, by id.
    fn at_once(witnesses: &[Witness<'_>]) -> (Vec<Line>, Vec<Vec<String>>) {
        let found = pairs_and_families(witnesses);
        let id = |at: usize| witnesses[at].id.to_owned();
        let pairs = found.pairs.iter().map(|pair| (id(pair.a), id(pair.b), pair.passages.clone())).collect();
        let families =
            found.families.iter().map(|family| family.witnesses.iter().map(|&at| id(at)).collect());
        (pairs, families.collect())
    }

    fn of_index(index: &mut Index) -> (Vec<Line>, Vec<Vec<String>>) {
        let mut pairs = Vec::new();
        index.pairs(|a, b, passages| pairs.push((a.to_owned(), b.to_owned(), passages.to_vec())));
        let families = index.families().into_iter().map(|ids| ids.into_iter().map(str::to_owned).collect());
        (pairs, families.collect())
    }

    fn witness<'t>(id: &'t str, text: &'t str, hand: &'t str, day: i64) -> Witness<'t> {
        let published = (day >= 0).then_some((day * 86_400, day * 86_400 + 60));
        Witness {
            id,
            text,
            title: None,
            hand: Some(hand),
            published,
            credited: vec![],
            is_agency: false,
            address: None,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn one_by_one_in_any_order_finds_what_all_at_once_does(
            picks in prop::collection::vec(prop::collection::vec((0usize..8, 0usize..5), 0..9), 1..9),
            hands in prop::collection::vec(0usize..3, 9),
            days in prop::collection::vec(-1i64..40, 9),
            (order, looks) in (Just((0..9usize).collect::<Vec<_>>()).prop_shuffle(), prop::collection::vec(0usize..4, 9)),
            since in 0i64..40,
        ) {
            let texts: Vec<String> = picks.iter().map(|picks| text(picks)).collect();
            let ids: Vec<String> = (0..texts.len()).map(|at| format!("w{at}")).collect();
            let witnesses: Vec<Witness<'_>> = (0..texts.len())
                .map(|at| witness(&ids[at], &texts[at], ["one", "two", "wire"][hands[at]], days[at]))
                .collect();
            let (pairs, families) = at_once(&witnesses);
            let mut index = Index::default();
            let order: Vec<usize> = order.into_iter().filter(|&at| at < witnesses.len()).collect();
            for (&at, &look) in order.iter().zip(&looks) {
                match look {
                    0 => index.settle(),
                    1 => drop(index.look_up(&witnesses[at], 3)),
                    2 => prop_assert_eq!(index.extend(&witnesses[at..=at]), 1),
                    _ => {}
                }
                prop_assert_eq!(index.insert(&witnesses[at]), look != 2);
            }
            let grown = of_index(&mut index);
            prop_assert_eq!(&grown.0, &pairs);
            prop_assert_eq!(&grown.1, &families);
            // What is settled is looked up alike however it came.
            let mut all = Index::default();
            all.extend(&witnesses);
            let stranger = witness("x", &texts[0], "two", 3);
            prop_assert_eq!(index.look_up(&stranger, 99), all.look_up(&stranger, 99));
            for found in all.look_up(&stranger, 99) {
                prop_assert!((0.0..=1.0).contains(&found.share) && (0.0..=1.0).contains(&found.share_of_other));
                for passage in &found.passages {
                    prop_assert!(texts[0].get(passage.a.start..passage.a.end).is_some());
                }
            }
            // Forgotten is as never there.
            let kept: Vec<Witness<'_>> =
                witnesses.iter().filter(|one| one.published.is_some_and(|at| at.1 >= since * 86_400)).cloned().collect();
            let undated = witnesses.iter().any(|one| one.published.is_none());
            let forgotten = index.forget(since * 86_400);
            prop_assert_eq!(index.len() + forgotten, witnesses.len());
            if !undated {
                prop_assert_eq!(of_index(&mut index), at_once(&kept));
            }
        }
    }

    #[test]
    fn the_last_to_come_has_the_pairs_it_has_among_all() {
        let whole = SENTENCES[..6].join(" ");
        let cut = SENTENCES[..3].join(" ");
        let own = format!("{} {}", SENTENCES[6], SENTENCES[7]);
        let both = format!("{} {own}", SENTENCES[4..6].join(" "));
        let witnesses = [("a", &whole, 1), ("b", &cut, 2), ("c", &own, 3), ("d", &both, 4)]
            .map(|(id, text, day)| witness(id, text, id, day));
        for (last, most, want) in [(1, 9, "a"), (2, 9, ""), (3, 9, "c a"), (3, 1, "c"), (3, 0, "")] {
            let mut index = Index::default();
            witnesses[..last].iter().for_each(|witness| assert!(index.insert(witness)));
            let found = index.look_up(&witnesses[last], most);
            assert_eq!(found.iter().map(|found| found.id.as_str()).collect::<Vec<_>>().join(" "), want);
            let (pairs, _) = at_once(&witnesses[..=last]);
            for found in &found {
                let line = pairs.iter().find(|line| line.0 == found.id && line.1 == witnesses[last].id);
                let turned: Vec<Passage> =
                    found.passages.iter().map(|passage| Passage { a: passage.b, b: passage.a }).collect();
                let mut want = line.map(|line| line.2.clone()).unwrap_or_default();
                want.sort_by_key(|passage| (passage.b.start, passage.a.start));
                assert_eq!(turned, want);
            }
        }
    }
}
