//! Two texts to whether they are a pair, and to their passages.
//!
//! In: two texts as their words and blocks ([`crate::loci`]). Out: the passages they share, as ranges
//! of words, and how much of the texts they are. A passage that lies within quotation marks in both
//! texts is two reporters at one press conference, and stock words are no evidence; what is left has to
//! be a good share of the smaller text. The texts are not looked at again: a pair costs as much as the
//! two have edits.
//!
//! Known gaps: passages are chained in order of the first text, so the two are told apart by who is
//! first; callers put the lower id first.

use crate::loci::{Block, FEWEST_RUNS, GAP};
use crate::signature::Signature;
use crate::stemma::Passage;

/// Share of the smaller text that has to be common for two texts to be a pair. At 0.1 synthetic wire
/// copy keeps nearly all partial copies; below it shared background begins.
const SMALLEST_SHARE: f32 = 0.1;

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

/// Words of a sentence with a quotation in it, at most.
const STATEMENT: u32 = 60;

/// Words that open a text.
const OPENING: u32 = 10;

/// Share of the longer text that one statement may be and still stand beside a report of its own.
const BESIDE: f32 = 0.35;

/// A gap up to this many words is bridged even when the other text has nothing there.
const LOOSE_GAP: u32 = 8;

/// A stretch of words that two texts share, and where a passage ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Common {
    pub(crate) a: u32,
    b: u32,
    pub(crate) length: u32,
    /// Stock in either text.
    pub(crate) stock: bool,
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

/// One text as it is compared.
#[derive(Clone, Copy)]
pub(crate) struct View<'v> {
    pub(crate) signature: &'v Signature,
    /// In order of loci.
    pub(crate) blocks: &'v [Block],
    /// Words that are not stock.
    pub(crate) fresh: u32,
    /// Whose states are one outlet's own history.
    pub(crate) address: u64,
}

/// How much two texts have in common, in 65,535ths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// Evidence as a share of the smaller text.
    pub(crate) share: u16,
    /// The mean of that and of the share of the larger: how much the two are one text. 0 when they share
    /// one statement, which makes no single account of two.
    pub(crate) alike: u16,
}

/// What two texts share, told in spans.
pub(crate) struct Told {
    pub(crate) passages: Vec<Passage>,
    pub(crate) boilerplate: Vec<Passage>,
    pub(crate) share_a: f32,
    pub(crate) share_b: f32,
}

/// What comparing two texts works in.
#[derive(Default)]
pub(crate) struct Desk {
    common: Vec<Common>,
    pub(crate) ranges: Vec<Range>,
    sorted: Vec<(u32, u32)>,
}

impl Desk {
    /// Leaves the passages of two texts on the desk.
    pub(crate) fn lay_out(&mut self, a: View<'_>, b: View<'_>) {
        self.ranges.clear();
        let run = a.signature.run;
        if run == b.signature.run {
            common(a.blocks, b.blocks, &mut self.common);
            passages(&self.common, a.signature, &mut self.ranges);
        }
    }

    /// Judges whether two texts are a pair.
    pub(crate) fn judge(&mut self, a: View<'_>, b: View<'_>) -> Option<Likeness> {
        self.lay_out(a, b);
        let (x, y) = (a.signature, b.signature);
        let quotations = self.ranges.iter().filter(|range| is_quotation(range, x, y)).count();
        // Beside other copied words, or in number, quotations were copied too.
        let copied = quotations < self.ranges.len() || quotations >= MANY_QUOTATIONS;
        let evidence = || {
            let worth = |range: &Range| if range.fresh >= CARRY { range.agree } else { range.fresh };
            self.ranges.iter().map(worth).filter(|&words| copied && words > 0)
        };
        let total: u32 = evidence().sum();
        // Counting figures costs more than comparing: only where it can tip the scales.
        let figures = || -> u32 {
            let fresh = self.ranges.iter().filter(|range| copied && range.fresh > 0);
            fresh.map(|range| x.figures(range.a).min(y.figures(range.b))).sum::<u32>() * (FIGURE - 1)
        };
        let total = if (1..ONE_SENTENCE).contains(&total) { total + figures() } else { total };
        let (smaller, larger) = (a.fresh.min(b.fresh).max(1), a.fresh.max(b.fresh).max(1));
        let share = (total as f32 / smaller as f32).min(1.0);
        let several = evidence().count() > 1;
        let enough = total >= FEWEST_WORDS.min(smaller).max(1)
            && share >= SMALLEST_SHARE
            && (several || total >= ONE_SENTENCE || share >= SHARE_OF_ONE);
        (enough || (a.address == b.address && total > 0)).then(|| {
            let of_larger = (total as f32 / larger as f32).min(1.0);
            let longer = if a.fresh >= b.fresh { |range: &Range| range.a } else { |range: &Range| range.b };
            let alike = if of_larger < BESIDE && self.is_one_statement(x, y, longer) {
                0
            } else {
                part((share + of_larger) / 2.0).max(1)
            };
            Likeness { share: part(share), alike }
        })
    }

    /// Whether all that two texts share is one sentence with a quotation in it, and not the first words of
    /// the longer one: somebody's statement, which both may have heard.
    fn is_one_statement(&self, x: &Signature, y: &Signature, longer: fn(&Range) -> (u32, u32)) -> bool {
        let mut fresh = self.ranges.iter().filter(|range| range.fresh > 0);
        let (Some(only), None) = (fresh.next(), fresh.next()) else { return false };
        let length = only.a.1 - only.a.0;
        length <= STATEMENT
            && longer(only).0 >= OPENING
            && x.outside_quotation(only.a) < length
            && y.outside_quotation(only.b) < only.b.1 - only.b.0
    }

    /// The passages of a pair as spans.
    pub(crate) fn tell(&mut self, a: View<'_>, b: View<'_>) -> Told {
        self.lay_out(a, b);
        let Desk { ranges, sorted, .. } = self;
        let span = |signature: &Signature, (from, to): (u32, u32)| {
            signature.span(from as usize, to as usize).unwrap_or(firsthand_text::Span::new(0, 0))
        };
        let spans = |range: &Range| Passage { a: span(a.signature, range.a), b: span(b.signature, range.b) };
        let told = |stock: bool| ranges.iter().filter(move |range| (range.fresh == 0) == stock);
        let mut share = |signature: &Signature, side: fn(&Range) -> (u32, u32)| {
            sorted.clear();
            sorted.extend(told(false).map(side));
            covered_of(sorted) as f32 / signature.len().max(1) as f32
        };
        Told {
            share_a: share(a.signature, |range| range.a),
            share_b: share(b.signature, |range| range.b),
            passages: told(false).map(spans).collect(),
            boilerplate: told(true).map(spans).collect(),
        }
    }
}

/// A share of `0.0..=1.0` in 65,535ths.
pub(crate) const fn part(share: f32) -> u16 {
    (share * u16::MAX as f32) as u16
}

/// The stretches that two texts share, in order of the first.
pub(crate) fn common(a: &[Block], b: &[Block], found: &mut Vec<Common>) {
    let none = Common { a: 0, b: 0, length: 0, stock: false };
    found.clear();
    found.resize(a.len() + b.len(), none);
    let (mut i, mut j, mut count) = (0, 0, 0);
    // Without a branch on what is found: which of two blocks ends first is as good as chance.
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let from = x.locus.max(y.locus);
        let (end_x, end_y) = (x.locus + x.length, y.locus + y.length);
        let end = end_x.min(end_y);
        found[count] = Common {
            a: x.at.wrapping_add(from - x.locus),
            b: y.at.wrapping_add(from - y.locus),
            length: end.wrapping_sub(from),
            stock: x.stock || y.stock,
        };
        count += usize::from(from < end);
        i += usize::from(end_x <= end_y);
        j += usize::from(end_x > end_y);
    }
    found.truncate(count);
    if !found.is_sorted_by_key(|common| (common.a, common.b)) {
        found.sort_unstable_by_key(|common| (common.a, common.b));
    }
}

/// Joins stretches to passages: chains along both texts, cut where one text has much that the other
/// lacks. `first` is the first text, whose figures bear a short passage out.
fn passages(common: &[Common], first: &Signature, found: &mut Vec<Range>) {
    let run = first.run as u32;
    let holds = |&(range, _, runs): &(Range, u32, u32)| {
        runs >= FEWEST_RUNS || runs + first.figures(range.a).min(runs) >= FEWEST_RUNS
    };
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
        found.extend(open.take().filter(holds).map(|open| open.0));
        let range = Range {
            a: (one.a, one.a + one.length),
            b: (one.b, one.b + one.length),
            fresh,
            agree: one.length,
        };
        open = Some((range, one.length, worth(one.length)));
    }
    found.extend(open.filter(holds).map(|open| open.0));
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
    covered_of(&mut ranges.collect::<Vec<_>>())
}

fn covered_of(all: &mut [(u32, u32)]) -> u32 {
    all.sort_unstable();
    let mut end = 0;
    let mut count = 0;
    for &mut (from, to) in all {
        count += to.saturating_sub(from.max(end));
        end = end.max(to);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_once() {
        assert_eq!(covered(&mut [(0, 4), (2, 6), (8, 9)].into_iter()), 7);
    }
}
