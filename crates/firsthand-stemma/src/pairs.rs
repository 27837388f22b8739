//! Witnesses to pairs: which two share text beyond a quotation or a stock line.
//!
//! In: witnesses. Out: a [`Collection`], in which witnesses are ranked by id so that nothing depends
//! on the order they came in, with every pair that holds up and its passages. Passages are read off
//! the loci that two texts share ([`crate::loci`]), never off the texts, so a pair costs as much as
//! the two have edits. A passage that lies within quotation marks in both texts is two reporters at
//! one press conference, and stock words are no evidence; what is left has to be a good share of the
//! smaller text.

use crate::family;
use crate::loci::{Block, FEWEST_RUNS, GAP, Loci};
use crate::signature::{Signature, Signer};
use crate::stemma::{Exemplar, Pair, Passage, Stemma};
use crate::stock::{Facts, Stock, facts};
use crate::witness::Witness;
use rayon::prelude::*;
use std::collections::HashSet;

/// Share of the smaller text that has to be common for two texts to be a pair. At 0.1 synthetic wire
/// copy keeps nearly all partial copies; below it shared background begins.
const SMALLEST_SHARE: f32 = 0.1;

/// Share of the smaller text above which a pair may start or join a family. A pair with less shares a
/// paragraph of background, which makes no single account of two.
const LINK: f32 = 0.2;

/// Words that have to be common: about one sentence of news.
const FEWEST_WORDS: u32 = 16;

/// A figure ("1,685,000") counts as so many words: figures agree by chance far more seldom.
const FIGURE: u32 = 2;

/// Fresh words of a passage that carry the stock words in it: who copied the one copied the other.
const CARRY: u32 = 8;

/// With a single passage shorter than this many words (a long sentence) …
const ONE_SENTENCE: u32 = 24;

/// … it has to be this much of the smaller text, or it may be one stock sentence.
const SHARE_OF_ONE: f32 = 0.3;

/// Words of a passage that may stand outside the quotation marks ("he said") when it is one quotation.
const AROUND_QUOTATION: u32 = 5;

/// With so many quotations in common one reporter has the other's text, whatever stands between them.
const MANY_QUOTATIONS: usize = 3;

/// A gap up to this many words is bridged even when the other text has nothing there.
const LOOSE_GAP: u32 = 8;

/// Fewest words that two texts have in the text of a third before they are compared: a run and a seed.
const FEWEST_MET: u32 = 8;

/// Most texts that one is compared with among those after it. More than that are not a story, and
/// the pairs of so large a family tell nothing that its members do not.
const MOST_PARTNERS: usize = 2000;

/// A stretch of words that two texts share, and where a passage ends.
#[derive(Clone, Copy, Debug)]
struct Common {
    a: u32,
    b: u32,
    length: u32,
    /// Stock in either text.
    stock: bool,
}

/// A passage as ranges of words of both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) a: (u32, u32),
    pub(crate) b: (u32, u32),
    /// Words that agree and are no one's stock.
    pub(crate) fresh: u32,
    /// Words that agree.
    agree: u32,
}

/// A pair, by rank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// Evidence as a share of the smaller text.
    share: f32,
    /// The mean of that and of the share of the larger: how much the two are one text.
    alike: f32,
}

/// All witnesses in order of id, and what comparing them found.
pub(crate) struct Collection<'w, 't> {
    /// The witnesses by rank.
    pub(crate) witnesses: Vec<&'w Witness<'t>>,
    /// Rank to place in the slice given.
    order: Vec<usize>,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) facts: Vec<Facts>,
    /// Words of each that are not stock.
    fresh: Vec<u32>,
    loci: Loci,
    /// The number that each has in `loci`.
    numbers: Vec<u32>,
    pub(crate) pairs: Vec<Found>,
    /// Where the pairs of each begin whose lower rank it is.
    first: Vec<usize>,
}

/// Compares all witnesses.
pub(crate) fn compare<'w, 't>(given: &'w [Witness<'t>]) -> Collection<'w, 't> {
    let mut order: Vec<usize> = (0..given.len()).collect();
    order.sort_by_key(|&at| {
        let witness = &given[at];
        (witness.id, witness.text, witness.hand, witness.published)
    });
    let witnesses: Vec<&Witness<'t>> = order.iter().map(|&at| &given[at]).collect();
    let signatures: Vec<Signature> =
        witnesses.par_iter().map_init(Signer::default, |signer, witness| signer.read(witness.text)).collect();
    let facts = facts(&witnesses);
    let stock = Stock::new(&signatures, &facts);
    let ranges: Vec<Vec<(u32, u32)>> =
        signatures.par_iter().map(|signature| stock.ranges(signature)).collect();
    let fresh = signatures
        .iter()
        .zip(&ranges)
        .map(|(signature, stock)| {
            (signature.len() as u32).saturating_sub(stock.iter().map(|range| range.1 - range.0).sum()).max(1)
        })
        .collect();
    let arrival = arrival(&witnesses);
    let mut loci = Loci::default();
    let mut numbers = vec![0; witnesses.len()];
    for (number, &rank) in arrival.iter().enumerate() {
        loci.insert(&signatures[rank], &ranges[rank], |text| &signatures[arrival[text]].words);
        numbers[rank] = number as u32;
    }
    drop(ranges);
    let mut collection = Collection {
        witnesses,
        order,
        signatures,
        facts,
        fresh,
        loci,
        numbers,
        pairs: Vec::new(),
        first: Vec::new(),
    };
    collection.pair_up();
    collection
}

/// The order in which texts are taken in: agencies first, so that their words are the common
/// coordinates, then by time.
fn arrival(witnesses: &[&Witness<'_>]) -> Vec<usize> {
    let credited: HashSet<String> = witnesses
        .iter()
        .flat_map(|witness| &witness.credited)
        .map(|name| name.trim().to_lowercase())
        .collect();
    let is_agency = |witness: &Witness<'_>| {
        witness.is_agency || witness.hand.is_some_and(|hand| credited.contains(&hand.trim().to_lowercase()))
    };
    let mut all: Vec<usize> = (0..witnesses.len()).collect();
    all.sort_by_cached_key(|&rank| {
        let witness = witnesses[rank];
        (!is_agency(witness), witness.published.is_none(), witness.published, rank)
    });
    all
}

/// The stretches that two texts share, in order of the first.
fn common(a: &[Block], b: &[Block], found: &mut Vec<Common>) {
    found.clear();
    let (mut i, mut j) = (0, 0);
    let mut sorted = true;
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let from = x.locus.max(y.locus);
        let (end_x, end_y) = (x.locus + x.length, y.locus + y.length);
        if from < end_x.min(end_y) {
            let one = Common {
                a: x.at + (from - x.locus),
                b: y.at + (from - y.locus),
                length: end_x.min(end_y) - from,
                stock: x.stock || y.stock,
            };
            sorted &= found.last().is_none_or(|last| (last.a, last.b) <= (one.a, one.b));
            found.push(one);
        }
        if end_x <= end_y {
            i += 1;
        } else {
            j += 1;
        }
    }
    if !sorted {
        found.sort_unstable_by_key(|common| (common.a, common.b));
    }
}

/// Joins stretches to passages: chains along both texts, cut where one text has much that the other
/// lacks. `run` is the length of a run.
fn passages(common: &[Common], run: u32, found: &mut Vec<Range>) {
    found.clear();
    // The passage at work, the length of the stretch that its end belongs to, and its runs so far.
    let mut open: Option<(Range, u32, u32)> = None;
    let worth = |length: u32| (length + 1).saturating_sub(run);
    for one in common {
        let fresh = if one.stock { 0 } else { one.length };
        if let Some((range, stretch, runs)) = &mut open
            && one.a >= range.a.1
            && one.b >= range.b.1
        {
            let (gap_a, gap_b) = (one.a - range.a.1, one.b - range.b.1);
            let (less, more) = (gap_a.min(gap_b), gap_a.max(gap_b));
            if more <= LOOSE_GAP || (more <= GAP && less * 2 >= more) {
                *stretch = if more == 0 { *stretch + one.length } else { one.length };
                *runs += if more == 0 {
                    worth(*stretch) - worth(*stretch - one.length)
                } else {
                    worth(one.length)
                };
                range.a.1 = one.a + one.length;
                range.b.1 = one.b + one.length;
                range.fresh += fresh;
                range.agree += one.length;
                continue;
            }
        }
        found.extend(open.take().filter(|open| open.2 >= FEWEST_RUNS).map(|open| open.0));
        let range = Range {
            a: (one.a, one.a + one.length),
            b: (one.b, one.b + one.length),
            fresh,
            agree: one.length,
        };
        open = Some((range, one.length, worth(one.length)));
    }
    found.extend(open.filter(|open| open.2 >= FEWEST_RUNS).map(|open| open.0));
}

/// What comparing two texts works in.
#[derive(Default)]
struct Desk {
    common: Vec<Common>,
    ranges: Vec<Range>,
    partners: Vec<u32>,
}

impl<'w, 't> Collection<'w, 't> {
    /// The blocks of a text, in order of loci.
    pub(crate) fn blocks(&self, rank: u32) -> &[Block] {
        self.loci.blocks(self.numbers[rank as usize] as usize)
    }

    /// The texts in which enough of the words of `rank` were met first that are not stock.
    fn homes(&self, rank: u32) -> impl Iterator<Item = u32> + '_ {
        let fewest = FEWEST_MET.min(self.signatures[rank as usize].len() as u32);
        let mut blocks = self.blocks(rank).iter().filter(|block| !block.stock).peekable();
        std::iter::from_fn(move || {
            while let Some(block) = blocks.next() {
                let home = self.loci.home(block.locus);
                let mut words = block.length;
                while let Some(next) = blocks.next_if(|next| self.loci.home(next.locus) == home) {
                    words += next.length;
                }
                if words >= fewest {
                    return Some(home as u32);
                }
            }
            None
        })
    }

    /// Finds all pairs.
    fn pair_up(&mut self) {
        let count = self.witnesses.len() as u32;
        // For each text those that have words of it, in order of rank.
        let homes: Vec<Vec<u32>> =
            (0..count).into_par_iter().map(|rank| self.homes(rank).collect()).collect();
        let mut first = vec![0usize; count as usize + 1];
        homes.iter().flatten().for_each(|&home| first[home as usize + 1] += 1);
        (0..count as usize).for_each(|at| first[at + 1] += first[at]);
        let mut fill = first.clone();
        let mut bearers = vec![0u32; first[count as usize]];
        for (rank, homes) in homes.iter().enumerate() {
            for &home in homes {
                bearers[fill[home as usize]] = rank as u32;
                fill[home as usize] += 1;
            }
        }
        let pairs: Vec<Vec<Found>> = (0..count)
            .into_par_iter()
            .map_init(Desk::default, |desk, rank| {
                desk.partners.clear();
                for &home in &homes[rank as usize] {
                    let all = &bearers[first[home as usize]..first[home as usize + 1]];
                    let after = all.partition_point(|&other| other <= rank);
                    desk.partners.extend(all[after..].iter().take(MOST_PARTNERS));
                }
                if homes[rank as usize].len() > 1 {
                    desk.partners.sort_unstable();
                    desk.partners.dedup();
                }
                let partners = std::mem::take(&mut desk.partners);
                let found: Vec<Found> = partners
                    .iter()
                    .take(MOST_PARTNERS)
                    .filter_map(|&other| self.judge(rank, other, desk))
                    .collect();
                desk.partners = partners;
                found
            })
            .collect();
        self.first = Vec::with_capacity(count as usize + 1);
        self.first.push(0);
        for found in &pairs {
            self.first.push(self.first[self.first.len() - 1] + found.len());
        }
        self.pairs = pairs.concat();
    }

    /// Leaves the passages of two texts on the desk.
    fn lay_out(&self, a: u32, b: u32, desk: &mut Desk) {
        desk.ranges.clear();
        let run = self.signatures[a as usize].run;
        if run == self.signatures[b as usize].run {
            common(self.blocks(a), self.blocks(b), &mut desk.common);
            passages(&desk.common, run as u32, &mut desk.ranges);
        }
    }

    /// Judges whether two witnesses are a pair.
    fn judge(&self, a: u32, b: u32, desk: &mut Desk) -> Option<Found> {
        self.lay_out(a, b, desk);
        let (x, y) = (&self.signatures[a as usize], &self.signatures[b as usize]);
        let quotations = desk.ranges.iter().filter(|range| is_quotation(range, x, y)).count();
        // Beside other copied words, or in number, quotations were copied too.
        let copied = quotations < desk.ranges.len() || quotations >= MANY_QUOTATIONS;
        let evidence = || {
            let worth = |range: &Range| if range.fresh >= CARRY { range.agree } else { range.fresh };
            desk.ranges.iter().map(worth).filter(|&words| copied && words > 0)
        };
        let total: u32 = evidence().sum();
        // Counting figures costs more than comparing: only where it can tip the scales.
        let figures = || -> u32 {
            let fresh = desk.ranges.iter().filter(|range| copied && range.fresh >= CARRY);
            fresh.map(|range| x.figures(range.a).min(y.figures(range.b))).sum::<u32>() * (FIGURE - 1)
        };
        let total = if (1..ONE_SENTENCE).contains(&total) { total + figures() } else { total };
        let smaller = self.fresh[a as usize].min(self.fresh[b as usize]);
        let share = (total as f32 / smaller as f32).min(1.0);
        let revision = self.facts[a as usize].address == self.facts[b as usize].address;
        let several = evidence().count() > 1;
        let enough = total >= FEWEST_WORDS.min(smaller).max(1)
            && share >= SMALLEST_SHARE
            && (several || total >= ONE_SENTENCE || share >= SHARE_OF_ONE);
        (enough || (revision && total > 0)).then(|| {
            let larger = self.fresh[a as usize].max(self.fresh[b as usize]);
            let of_larger = (total as f32 / larger as f32).min(1.0);
            Found { a, b, share, alike: (share + of_larger) / 2.0 }
        })
    }

    /// Whether two ranks are a pair.
    pub(crate) fn is_pair(&self, a: u32, b: u32) -> bool {
        let (a, b) = (a.min(b), a.max(b));
        let among = &self.pairs[self.first[a as usize]..self.first[a as usize + 1]];
        match among.binary_search_by_key(&b, |pair| pair.b) {
            Ok(_) => true,
            // One with so many partners was not compared with all.
            Err(_) => among.len() >= MOST_PARTNERS && self.judge(a, b, &mut Desk::default()).is_some(),
        }
    }

    /// Words of `a` that have loci of `b`, stock aside.
    pub(crate) fn words_in_common(&self, a: u32, b: u32) -> u32 {
        let mut found = Vec::new();
        common(self.blocks(a), self.blocks(b), &mut found);
        covered(
            &mut found
                .iter()
                .filter(|common| !common.stock)
                .map(|common| (common.a, common.a + common.length)),
        )
    }

    /// The passages of a pair as ranges of the words of `of`, and of `with`; none when they are none.
    pub(crate) fn ranges(&self, of: u32, with: u32) -> impl Iterator<Item = (u32, u32)> + use<> {
        let mut desk = Desk::default();
        if self.is_pair(of, with) {
            self.lay_out(of, with, &mut desk);
        }
        desk.ranges.into_iter().filter(|range| range.fresh > 0).map(|range| range.a)
    }

    /// Families of ranks, each in order.
    pub(crate) fn families(&self) -> Vec<Vec<usize>> {
        let revision =
            |pair: &Found| self.facts[pair.a as usize].address == self.facts[pair.b as usize].address;
        // The most alike first: of a text from two dispatches each is a part, and a short copy of the
        // lesser one may lie in it whole.
        let links: Vec<(u32, u32, f32)> = self
            .pairs
            .iter()
            .filter(|pair| pair.share >= LINK || revision(pair))
            .map(|pair| (pair.a, pair.b, if revision(pair) { 1.0 } else { pair.alike }))
            .collect();
        family::families(self.witnesses.len(), &links, |a, b| self.is_pair(a, b))
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

    /// The pairs as the caller sees them, in order of rank.
    pub(crate) fn told(&self) -> impl IndexedParallelIterator<Item = Pair> + '_ {
        self.pairs.par_iter().map_init(Desk::default, |desk, pair| {
            self.lay_out(pair.a, pair.b, desk);
            let (x, y) = (&self.signatures[pair.a as usize], &self.signatures[pair.b as usize]);
            let share = |signature: &Signature, ranges: &mut dyn Iterator<Item = (u32, u32)>| {
                covered(ranges) as f32 / signature.len().max(1) as f32
            };
            let spans = |range: &Range| {
                let span = |signature: &Signature, (from, to): (u32, u32)| {
                    signature.span(from as usize, to as usize).unwrap_or(firsthand_text::Span::new(0, 0))
                };
                Passage { a: span(x, range.a), b: span(y, range.b) }
            };
            let told = |stock: bool| desk.ranges.iter().filter(move |range| (range.fresh == 0) == stock);
            Pair {
                a: self.order[pair.a as usize],
                b: self.order[pair.b as usize],
                passages: told(false).map(spans).collect(),
                boilerplate: told(true).map(spans).collect(),
                share_a: share(x, &mut told(false).map(|range| range.a)),
                share_b: share(y, &mut told(false).map(|range| range.b)),
            }
        })
    }
}

/// Whether a passage is one quotation in both texts.
fn is_quotation(passage: &Range, x: &Signature, y: &Signature) -> bool {
    let (long_a, long_b) = (passage.a.1 - passage.a.0, passage.b.1 - passage.b.0);
    if x.quoted.is_empty() || y.quoted.is_empty() {
        return false;
    }
    let a = x.outside_quotation(passage.a);
    a <= AROUND_QUOTATION && a * 2 < long_a && {
        let b = y.outside_quotation(passage.b);
        b <= AROUND_QUOTATION && b * 2 < long_b
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
