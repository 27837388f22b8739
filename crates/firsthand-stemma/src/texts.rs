//! Texts laid out beside each other, to find who shares words with whom.
//!
//! In: signatures, one by one or many at once. Out: for a text those it may be compared with, and all
//! pairs. Texts have numbers in the order they were added; loci are given in the order they are laid
//! out. [`Texts::settle`] lays all out anew in an order that the caller knows to be the same whichever
//! way the texts came, and with the stock seeds of the whole collection; [`Texts::add`] lays one more
//! out after those that are there, with the stock seeds as far as they are known.
//!
//! Known gaps: what is stock is known of a text laid out later, but not told to those before it until
//! all is settled; in a story of more than [`MOST_PARTNERS`] texts not every two are compared, see
//! there.

use crate::judge::{Desk, Likeness, View};
use crate::loci::{Block, Loci};
use crate::seeds::seeds_of;
use crate::signature::Signature;
use crate::stock::{Facts, Stock, Use, edges, is_stock, ranges, used};
use crate::uses::Uses;
use rayon::prelude::*;
use std::collections::HashSet;

/// Fewest words that two texts have in the text of a third before they are compared: a run and a seed.
const FEWEST_MET: u32 = 8;

/// Most texts that one is compared with among those after it, beside the texts in which its words were
/// met first. In a larger story the pairs tell nothing that its members do not: each is still compared
/// with the text it comes from and with this many others, and any two when they are asked about, so
/// that no account is lost or split and a text costs no more than in a story of this size.
pub(crate) const MOST_PARTNERS: usize = 2000;

/// Texts that are read ahead while others are laid out.
const AHEAD: usize = 4096;

/// All texts and where their words were met first.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) signatures: Vec<Signature>,
    pub(crate) facts: Vec<Facts>,
    /// Words of each that are not stock.
    fresh: Vec<u32>,
    uses: Uses,
    loci: Loci,
    /// The place of each in the order of loci.
    places: Vec<u32>,
    /// The text at each place.
    laid: Vec<u32>,
    bearers: Bearers,
}

/// For each place the texts that have words met first there.
#[derive(Default)]
struct Bearers {
    /// The last one of each place; [`NONE`] where there is none.
    heads: Vec<u32>,
    /// (text, the one before it).
    links: Vec<(u32, u32)>,
}

const NONE: u32 = u32::MAX;

impl Bearers {
    fn add(&mut self, place: usize, text: u32) {
        if self.heads.len() <= place {
            self.heads.resize(place + 1, NONE);
        }
        let link = self.links.len() as u32;
        self.links.push((text, self.heads[place]));
        self.heads[place] = link;
    }

    /// The latest first.
    fn of(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.heads.get(place as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let &(text, before) = self.links.get(at as usize)?;
            at = before;
            Some(text)
        })
    }
}

/// A text that is not among the others, read against them.
pub(crate) struct Guest {
    pub(crate) signature: Signature,
    blocks: Vec<Block>,
    fresh: u32,
    facts: Facts,
}

impl Guest {
    pub(crate) fn view(&self) -> View<'_> {
        View {
            signature: &self.signature,
            blocks: &self.blocks,
            fresh: self.fresh,
            address: self.facts.address,
        }
    }
}

/// All pairs, in rows by the first of the two.
#[derive(Default)]
pub(crate) struct Pairs {
    found: Vec<Found>,
    /// Where each row begins.
    first: Vec<usize>,
    /// The rows in which not all are that would be pairs, in order.
    cut: Vec<u32>,
}

/// A pair in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The second of the two.
    pub(crate) b: u32,
    pub(crate) likeness: Likeness,
}

impl Pairs {
    /// The pairs whose first text it is, in order.
    pub(crate) fn row(&self, a: u32) -> &[Found] {
        let at = a as usize;
        let from = self.first.get(at).copied().unwrap_or(0);
        self.found.get(from..self.first.get(at + 1).copied().unwrap_or(from)).unwrap_or(&[])
    }

    /// All, as (first, pair).
    pub(crate) fn all(&self) -> impl Iterator<Item = (u32, Found)> + '_ {
        let rows = 0..self.first.len().saturating_sub(1) as u32;
        rows.flat_map(|a| self.row(a).iter().map(move |&found| (a, found)))
    }

    /// As [`Pairs::all`], in parallel.
    pub(crate) fn each(&self) -> impl ParallelIterator<Item = (u32, Found)> + '_ {
        let rows = self.first.len().saturating_sub(1) as u32;
        (0..rows).into_par_iter().flat_map_iter(|a| self.row(a).iter().map(move |&found| (a, found)))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether two texts are a pair; `None` when they were not compared.
    pub(crate) fn has(&self, a: u32, b: u32) -> Option<bool> {
        if self.row(a).binary_search_by_key(&b, |found| found.b).is_ok() {
            return Some(true);
        }
        self.cut.binary_search(&a).is_err().then_some(false)
    }
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.signatures.len()
    }

    /// Takes in a text without laying it out: for [`Texts::settle`] to do.
    pub(crate) fn push(&mut self, signature: Signature, facts: Facts) {
        self.signatures.push(signature);
        self.facts.push(facts);
    }

    /// Takes in a text after those that are laid out.
    pub(crate) fn add(&mut self, signature: Signature, facts: Facts) {
        let text = self.len();
        let seeds = seeds_of(&signature);
        let words = signature.len();
        self.uses.add(text, &seeds, words);
        self.facts.push(facts);
        let stock = self.stock_of(&seeds, words, None);
        self.signatures.push(signature);
        self.fresh.push(fresh(words, &stock));
        self.places.push(NONE);
        self.lay(text, &seeds, &stock);
    }

    /// Reads a text against those that are laid out.
    pub(crate) fn look_up(&self, signature: Signature, facts: Facts) -> Guest {
        let seeds = seeds_of(&signature);
        let stock = self.stock_of(&seeds, signature.len(), Some(facts));
        let blocks = self.loci.look_up(&signature, &seeds, &stock, |place| self.words_at(place));
        Guest { fresh: fresh(signature.len(), &stock), signature, blocks, facts }
    }

    /// Lays all texts out in the order of `arrival`, which has each of them once. With `last` nothing is
    /// kept that is only needed to take in more.
    pub(crate) fn settle(&mut self, arrival: &[u32], last: bool) {
        if self.uses.texts() < self.len() {
            self.uses.add_all(&self.signatures);
        }
        self.uses.settle();
        let stock = Stock::new(&self.uses, &self.facts);
        if last {
            self.uses = Uses::default();
        }
        (self.loci, self.bearers) = Default::default();
        self.laid = Vec::with_capacity(arrival.len());
        self.places = vec![NONE; arrival.len()];
        self.fresh = vec![0; arrival.len()];
        for ahead in arrival.chunks(AHEAD) {
            let read: Vec<_> = ahead
                .par_iter()
                .map(|&text| {
                    let signature = &self.signatures[text as usize];
                    let seeds = seeds_of(signature);
                    let stock = stock.ranges(&seeds, signature.len());
                    (seeds, stock)
                })
                .collect();
            for (&text, (seeds, stock)) in ahead.iter().zip(&read) {
                self.fresh[text as usize] = fresh(self.signatures[text as usize].len(), stock);
                self.lay(text as usize, seeds, stock);
            }
        }
        if last {
            self.loci.close();
        }
    }

    /// Puts a text at the next place.
    fn lay(&mut self, text: usize, seeds: &[(u64, u32)], stock: &[(u32, u32)]) {
        let place = self.laid.len();
        let (signatures, laid) = (&self.signatures, &self.laid);
        let words = |place: usize| &*signatures[laid[place] as usize].words;
        self.loci.insert(&signatures[text], seeds, stock, words);
        self.laid.push(text as u32);
        self.places[text] = place as u32;
        let mut homes = std::mem::take(&mut self.bearers);
        self.homes(self.loci.blocks(place), self.signatures[text].len() as u32, |home, _| {
            homes.add(home, text as u32);
        });
        self.bearers = homes;
    }

    fn words_at(&self, place: usize) -> &[u32] {
        let text = self.laid.get(place).copied().unwrap_or(NONE);
        self.signatures.get(text as usize).map_or(&[], |signature| &signature.words)
    }

    /// The words that are stock as far as the uses so far tell, with those of `guest` if it is none of them.
    fn stock_of(&self, seeds: &[(u64, u32)], words: usize, guest: Option<Facts>) -> Vec<(u32, u32)> {
        let mut all: Vec<Use> = Vec::new();
        ranges(seeds, words, |hash, at| {
            all.clear();
            all.extend(guest.map(|facts| Use { facts, edges: edges(at, words) }));
            self.uses.of(hash, |posting| all.extend(used(posting, &self.facts)));
            all.len() > 1 && is_stock(&all)
        })
    }

    pub(crate) fn view(&self, text: u32) -> View<'_> {
        let at = text as usize;
        View {
            signature: &self.signatures[at],
            blocks: self.blocks(text),
            fresh: self.fresh[at],
            address: self.facts[at].address,
        }
    }

    /// The blocks of a text, in order of loci.
    pub(crate) fn blocks(&self, text: u32) -> &[Block] {
        self.loci.blocks(self.places[text as usize] as usize)
    }

    /// Calls `found` with each place where enough of the words were met first that are not stock, and how
    /// many they are.
    fn homes(&self, blocks: &[Block], words: u32, mut found: impl FnMut(usize, u32)) {
        let fewest = FEWEST_MET.min(words);
        let mut blocks = blocks.iter().filter(|block| !block.stock);
        let Some(mut block) = blocks.next() else { return };
        loop {
            let (home, end) = self.loci.home_and_end(block.locus);
            let mut words = block.length;
            let next = loop {
                match blocks.next() {
                    Some(next) if next.locus < end => words += next.length,
                    next => break next,
                }
            };
            if words >= fewest {
                found(home, words);
            }
            let Some(next) = next else { return };
            block = next;
        }
    }

    /// The texts that a guest may be compared with, those with more in common first: the texts in which
    /// its words were met first, then those that have words from the same places, the latest first. Not
    /// more than `most`.
    pub(crate) fn partners(&self, guest: &Guest, most: usize) -> Vec<u32> {
        let mut homes: Vec<(u32, u32)> = Vec::new();
        self.homes(&guest.blocks, guest.signature.len() as u32, |home, words| {
            if home < self.laid.len() {
                homes.push((words, home as u32));
            }
        });
        homes.sort_unstable_by(|a, b| b.cmp(a));
        let mut found: Vec<u32> = homes.iter().map(|&(_, home)| self.laid[home as usize]).collect();
        found.truncate(most);
        let mut seen: HashSet<u32> = found.iter().copied().collect();
        for &(_, home) in &homes {
            for text in self.bearers.of(home) {
                if found.len() >= most {
                    return found;
                }
                if seen.insert(text) {
                    found.push(text);
                }
            }
        }
        found
    }

    /// Finds all pairs. `order` has each text once and says which of two is the first: rows and pairs are
    /// named by the place in it.
    pub(crate) fn pair_up(&self, order: &[u32]) -> Pairs {
        let count = order.len();
        let mut rank = vec![0u32; count];
        order.iter().enumerate().for_each(|(at, &text)| rank[text as usize] = at as u32);
        // Those who have words of each place, in order of rank.
        let mut first = Vec::with_capacity(count + 1);
        first.push(0);
        let mut bearers: Vec<u32> = Vec::with_capacity(self.bearers.links.len());
        for place in 0..count {
            let from = bearers.len();
            bearers.extend(self.bearers.of(place as u32).map(|text| rank[text as usize]));
            bearers[from..].sort_unstable();
            first.push(bearers.len());
        }
        let views: Vec<View<'_>> = order.iter().map(|&text| self.view(text)).collect();
        let rows: Vec<Row> = (0..count as u32)
            .into_par_iter()
            .map_init(
                || (Desk::default(), Vec::new()),
                |(desk, partners), a| self.row(a, &views, &rank, (&first, &bearers), desk, partners),
            )
            .collect();
        drop(bearers);
        Pairs::of(rows)
    }

    /// Compares one with all that it may be a pair with and that come after it.
    fn row(
        &self,
        a: u32,
        views: &[View<'_>],
        rank: &[u32],
        (first, bearers): (&[usize], &[u32]),
        desk: &mut Desk,
        partners: &mut Vec<u32>,
    ) -> Row {
        let mut row = Row::default();
        partners.clear();
        let view = views[a as usize];
        let mut homes = 0;
        let mut before: Vec<u32> = Vec::new();
        self.homes(view.blocks, view.signature.len() as u32, |home, _| {
            homes += 1;
            let all = &bearers[first[home]..first[home + 1]];
            let after = &all[all.partition_point(|&other| other <= a)..];
            partners.extend(after.iter().take(MOST_PARTNERS));
            row.cut |= after.len() > MOST_PARTNERS;
            if all.len() > MOST_PARTNERS {
                // The row of the home may not come as far as here.
                let home = rank[self.laid[home] as usize];
                if home < a {
                    before.push(home);
                } else if home > a {
                    partners.push(home);
                    homes += 1;
                }
            }
        });
        if homes > 1 {
            partners.sort_unstable();
            partners.dedup();
        }
        row.found.extend(
            partners
                .iter()
                .filter_map(|&b| desk.judge(view, views[b as usize]).map(|likeness| Found { b, likeness })),
        );
        row.before.extend(before.into_iter().filter_map(|home| {
            let likeness = desk.judge(views[home as usize], view)?;
            Some((home, Found { b: a, likeness }))
        }));
        row.found.shrink_to_fit();
        row
    }
}

/// What was found for one text.
#[derive(Default)]
struct Row {
    found: Vec<Found>,
    /// Pairs of rows before it.
    before: Vec<(u32, Found)>,
    cut: bool,
}

impl Pairs {
    fn of(mut rows: Vec<Row>) -> Pairs {
        for at in 0..rows.len() {
            for (home, found) in std::mem::take(&mut rows[at].before) {
                rows[home as usize].found.push(found);
            }
        }
        let mut pairs = Pairs { first: Vec::with_capacity(rows.len() + 1), ..Pairs::default() };
        pairs.first.push(0);
        let all = rows.iter().map(|row| row.found.len()).sum();
        pairs.found.reserve_exact(all);
        for (at, mut row) in rows.into_iter().enumerate() {
            if row.cut {
                pairs.cut.push(at as u32);
            }
            row.found.sort_unstable_by_key(|found| found.b);
            row.found.dedup_by_key(|found| found.b);
            pairs.found.append(&mut row.found);
            pairs.first.push(pairs.found.len());
        }
        pairs
    }
}

/// Words that are not stock; at least one.
fn fresh(words: usize, stock: &[(u32, u32)]) -> u32 {
    (words as u32).saturating_sub(stock.iter().map(|range| range.1 - range.0).sum()).max(1)
}
