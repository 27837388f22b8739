//! Witnesses to pairs: which two share text beyond a quotation or a stock line.
//!
//! In: witnesses. Out: a [`Collection`], in which witnesses are ranked by id so that nothing depends
//! on the order they came in, with every pair that holds up and its passages. A passage that lies
//! within quotation marks in both texts is two reporters at one press conference, and stock words are
//! no evidence; what is left has to be a good share of the smaller text.

use crate::align::{Shared, shared, spans};
use crate::family;
use crate::index::{Facts, Index, facts, index};
use crate::signature::{Signature, signature};
use crate::stemma::{Exemplar, Pair, Passage, Stemma};
use crate::witness::Witness;
use rayon::prelude::*;
use std::collections::HashMap;

/// Share of the smaller text that has to be common for two texts to be a pair. At 0.1 synthetic wire
/// copy keeps nearly all partial copies; below it shared background begins.
const SMALLEST_SHARE: f32 = family::LINK;

/// Words that have to be common: about one sentence of news.
const FEWEST_WORDS: u32 = 16;

/// With a single passage shorter than this many words (two short sentences) …
const ONE_SENTENCE: u32 = 32;

/// … it has to be this much of the smaller text, or it may be one stock sentence.
const SHARE_OF_ONE: f32 = 0.3;

/// Words of a passage that may stand outside the quotation marks ("he said") when it is one quotation.
const AROUND_QUOTATION: u32 = 5;

/// With so many quotations in common one reporter has the other's text, whatever stands between them.
const MANY_QUOTATIONS: usize = 3;

/// A passage as ranges of words of both texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub(crate) a: (u32, u32),
    pub(crate) b: (u32, u32),
}

/// A pair, by rank.
pub(crate) struct Found {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) ranges: Vec<Range>,
    passages: Vec<Passage>,
    /// Evidence as a share of the smaller text.
    pub(crate) share: f32,
}

/// All witnesses in order of id, and what comparing them found.
pub(crate) struct Collection<'w, 't> {
    /// The witnesses by rank.
    pub(crate) witnesses: Vec<&'w Witness<'t>>,
    /// Rank to place in the slice given.
    order: Vec<usize>,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) facts: Vec<Facts>,
    index: Index,
    pub(crate) pairs: Vec<Found>,
    at: HashMap<(u32, u32), u32>,
}

/// Compares all witnesses.
pub(crate) fn compare<'w, 't>(given: &'w [Witness<'t>]) -> Collection<'w, 't> {
    let mut order: Vec<usize> = (0..given.len()).collect();
    order.sort_by_key(|&at| {
        let witness = &given[at];
        (witness.id, witness.text, witness.hand, witness.published)
    });
    let witnesses: Vec<&Witness<'t>> = order.iter().map(|&at| &given[at]).collect();
    let signatures: Vec<Signature> = witnesses.par_iter().map(|witness| signature(witness.text)).collect();
    let facts = facts(&witnesses);
    let index = index(&signatures, &facts);
    let pairs: Vec<Found> =
        index.pairs.par_iter().filter_map(|&(a, b)| pair(a, b, &signatures, &index.stock, &facts)).collect();
    let at = pairs.iter().enumerate().map(|(at, pair)| ((pair.a, pair.b), at as u32)).collect();
    Collection { witnesses, order, signatures, facts, index, pairs, at }
}

/// Aligns two witnesses and judges whether they are a pair.
fn pair(a: u32, b: u32, signatures: &[Signature], stock: &[Vec<bool>], facts: &[Facts]) -> Option<Found> {
    let (x, y) = (&signatures[a as usize], &signatures[b as usize]);
    let (stock_x, stock_y) = (&stock[a as usize], &stock[b as usize]);
    let passages = shared(x, y);
    let quotations: Vec<bool> = passages.iter().map(|passage| is_quotation(passage, x, y)).collect();
    // Beside other copied words, or in number, quotations were copied too.
    let copied = quotations.contains(&false) || quotations.len() >= MANY_QUOTATIONS;
    let evidence: Vec<u32> = passages
        .iter()
        .zip(&quotations)
        .map(
            |(passage, &quotation)| {
                if quotation && !copied { 0 } else { fresh_words(passage, stock_x, stock_y) }
            },
        )
        .collect();
    let total: u32 = evidence.iter().sum();
    let fresh = |signature: &Signature, stock: &[bool]| {
        (signature.words.len() - stock.iter().filter(|&&stock| stock).count().min(signature.words.len()))
            .max(1)
    };
    let smaller = fresh(x, stock_x).min(fresh(y, stock_y));
    let share = (total as f32 / smaller as f32).min(1.0);
    let revision = facts[a as usize].address == facts[b as usize].address;
    let several = evidence.iter().filter(|&&words| words > 0).count() > 1;
    let enough = total >= FEWEST_WORDS.min(smaller as u32).max(1)
        && share >= SMALLEST_SHARE
        && (several || total >= ONE_SENTENCE || share >= SHARE_OF_ONE);
    // Passages of stock words alone tell a reader nothing.
    (enough || (revision && total > 0)).then(|| {
        let kept: Vec<&Shared> =
            passages.iter().filter(|passage| fresh_words(passage, stock_x, stock_y) > 0).collect();
        Found {
            a,
            b,
            ranges: kept.iter().map(|passage| Range { a: passage.a, b: passage.b }).collect(),
            passages: kept.iter().map(|passage| spans(passage, x, y)).collect(),
            share,
        }
    })
}

/// Whether a passage is one quotation in both texts.
fn is_quotation(passage: &Shared, x: &Signature, y: &Signature) -> bool {
    let outside = |signature: &Signature, (from, to): (u32, u32)| {
        signature.quoted[from as usize..to as usize].iter().filter(|&&quoted| !quoted).count() as u32
    };
    let (a, b) = (outside(x, passage.a), outside(y, passage.b));
    a.max(b) <= AROUND_QUOTATION && a * 2 < passage.a.1 - passage.a.0 && b * 2 < passage.b.1 - passage.b.0
}

/// Words of a passage that agree and are not stock in either text.
fn fresh_words(passage: &Shared, stock_x: &[bool], stock_y: &[bool]) -> u32 {
    let is = |stock: &[bool], at: u32| {
        stock.get((at as usize).min(stock.len().saturating_sub(1))).copied().unwrap_or(false)
    };
    passage
        .blocks
        .iter()
        .map(|&(p, q, length)| {
            (0..length).filter(|step| !is(stock_x, p + step) && !is(stock_y, q + step)).count() as u32
        })
        .sum()
}

impl<'w, 't> Collection<'w, 't> {
    /// The pair of two ranks in either order.
    pub(crate) fn pair(&self, a: u32, b: u32) -> Option<&Found> {
        self.at.get(&(a.min(b), a.max(b))).map(|&at| &self.pairs[at as usize])
    }

    /// The ranges of words of `of` that lie in passages with `with`.
    pub(crate) fn ranges(&self, of: u32, with: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.pair(of, with).into_iter().flat_map(move |pair| {
            pair.ranges.iter().map(move |range| if pair.a == of { range.a } else { range.b })
        })
    }

    /// Families of ranks, each in order.
    pub(crate) fn families(&self) -> Vec<Vec<usize>> {
        let links: Vec<(u32, u32, f32)> = self
            .pairs
            .iter()
            .map(|pair| {
                let revision = self.facts[pair.a as usize].address == self.facts[pair.b as usize].address;
                (pair.a, pair.b, if revision { 1.0 } else { pair.share })
            })
            .collect();
        family::families(self.witnesses.len(), &links, |a, b| {
            self.at.contains_key(&(a, b))
                || (self.index.crowded[a as usize]
                    && self.index.crowded[b as usize]
                    && pair(a, b, &self.signatures, &self.index.stock, &self.facts).is_some())
        })
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

    /// The pairs as the caller sees them.
    pub(crate) fn into_pairs(self) -> Vec<Pair> {
        let Collection { order, signatures, pairs, .. } = self;
        pairs
            .into_par_iter()
            .map(|pair| {
                let share = |rank: u32, ranges: &mut dyn Iterator<Item = (u32, u32)>| {
                    covered(ranges) as f32 / signatures[rank as usize].words.len().max(1) as f32
                };
                let share_a = share(pair.a, &mut pair.ranges.iter().map(|range| range.a));
                let share_b = share(pair.b, &mut pair.ranges.iter().map(|range| range.b));
                Pair {
                    a: order[pair.a as usize],
                    b: order[pair.b as usize],
                    passages: pair.passages,
                    share_a,
                    share_b,
                }
            })
            .collect()
    }
}

/// Words that a set of ranges covers, each once.
pub(crate) fn covered(ranges: &mut dyn Iterator<Item = (u32, u32)>) -> u32 {
    let mut all: Vec<(u32, u32)> = ranges.collect();
    all.sort_unstable();
    let mut end = 0;
    let mut count = 0;
    for (from, to) in all {
        count += to.saturating_sub(from.max(end));
        end = end.max(to);
    }
    count
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
        assert_eq!(found.pairs.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), want);
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
    fn one_stock_sentence_is_no_copy() {
        let stock = "The company, which is based in Tarn, makes parts for pumps and other machines.";
        let fill = |seed: usize| {
            (0..120).map(|at| format!("w{}", at * 7 + seed * 1000)).collect::<Vec<_>>().join(" ")
        };
        check(&[&format!("{} {stock}", fill(1)), &format!("{stock} {}", fill(2))], &[]);
        check(&["", "", "."], &[]);
    }

    #[test]
    fn ranges_count_once() {
        assert_eq!(covered(&mut [(0, 4), (2, 6), (8, 9)].into_iter()), 7);
    }
}
