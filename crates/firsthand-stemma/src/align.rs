//! Two signatures to the passages they share.
//!
//! In: two signatures. Out: passages as pairs of spans, in order of the first text. Runs of words
//! found in both are chained along a diagonal, in any order of the text (moved paragraphs are found),
//! chains are carried on word by word over small edits, and small gaps within them are bridged.
//!
//! Known gaps: of a passage that one text has twice only the better match is kept; rewriting that
//! leaves no five words in a row is not seen here.

use crate::loci::{FEWEST_RUNS, GAP, needed, small_edits};
use crate::seeds::runs;
use crate::signature::Signature;
use crate::stemma::Passage;
use firsthand_text::Span;
use std::cmp::Ordering;

/// A gap up to this many words is bridged even when the other text has nothing there.
const LOOSE_GAP: u32 = 8;

/// Open chains looked at for each match; more are only found in texts that repeat themselves.
const MOST_OPEN: usize = 24;

/// Times that one run is looked at when a text repeats it.
const MOST_REPEATS: usize = 4;

/// A passage in words: half-open ranges of both signatures, and what in them agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shared {
    a: (u32, u32),
    b: (u32, u32),
    /// Stretches that agree word for word, as (in a, in b, length).
    blocks: Vec<(u32, u32, u32)>,
}

impl Shared {
    fn matched(&self) -> u32 {
        self.blocks.iter().map(|block| block.2).sum()
    }
}

/// The passages that two texts share, in order of `a`. Symmetric: swapping the texts swaps the spans.
pub fn align(a: &Signature, b: &Signature) -> Vec<Passage> {
    let span = |signature: &Signature, (from, to): (u32, u32)| {
        signature.span(from as usize, to as usize).unwrap_or(Span::new(0, 0))
    };
    shared(a, b).iter().map(|passage| Passage { a: span(a, passage.a), b: span(b, passage.b) }).collect()
}

/// As [`align`], in words.
fn shared(a: &Signature, b: &Signature) -> Vec<Shared> {
    // Chaining goes through one text in order; taking always the same one makes it symmetric.
    if b.len().cmp(&a.len()).then_with(|| b.words.cmp(&a.words)) != Ordering::Less {
        return chained(a, b);
    }
    let mut found = chained(b, a);
    for passage in &mut found {
        std::mem::swap(&mut passage.a, &mut passage.b);
        passage.blocks.iter_mut().for_each(|block| std::mem::swap(&mut block.0, &mut block.1));
    }
    found.sort_by_key(|passage| (passage.a, passage.b));
    found
}

fn chained(a: &Signature, b: &Signature) -> Vec<Shared> {
    if a.run != b.run {
        return Vec::new();
    }
    let matches = matches(a, b);
    let run = a.run as u32;
    let mut open: Vec<Shared> = Vec::new();
    let mut done: Vec<Shared> = Vec::new();
    for (p, q) in matches {
        // A chain is left behind when its end is more than a gap away.
        let mut at = 0;
        while at < open.len() {
            let last = open[at].blocks[open[at].blocks.len() - 1];
            if p > last.0 + last.2 + GAP {
                done.push(open.remove(at));
            } else {
                at += 1;
            }
        }
        let best = (0..open.len())
            .filter_map(|at| {
                let last = open[at].blocks[open[at].blocks.len() - 1];
                let (end_a, end_b) = (last.0 + last.2, last.1 + last.2);
                let same = q + last.0 == p + last.1;
                // The last run of a chain and this one may overlap, but each has to bring a new word.
                let ahead = p + run > end_a && q + run > end_b && p > last.0 && q > last.1;
                let near = p <= end_a + GAP && q <= end_b + GAP;
                let off =
                    (i64::from(p) - i64::from(end_a) - (i64::from(q) - i64::from(end_b))).unsigned_abs();
                (ahead && near && (same || off <= u64::from(GAP))).then_some((off, at))
            })
            .min();
        match best {
            Some((_, at)) => {
                let blocks = &mut open[at].blocks;
                let count = blocks.len();
                let last = &mut blocks[count - 1];
                if q + last.0 == p + last.1 && p <= last.0 + last.2 {
                    last.2 = p + run - last.0;
                } else {
                    let skip = (last.0 + last.2).saturating_sub(p).max((last.1 + last.2).saturating_sub(q));
                    if skip < run {
                        blocks.push((p + skip, q + skip, run - skip));
                    }
                }
            }
            None if open.len() < MOST_OPEN => {
                open.push(Shared { a: (0, 0), b: (0, 0), blocks: vec![(p, q, run)] });
            }
            None => {}
        }
    }
    done.append(&mut open);
    let mut found: Vec<Shared> = done.into_iter().flat_map(|chain| split(chain.blocks)).collect();
    found.retain(|passage| {
        passage.blocks.iter().map(|block| block.2.saturating_sub(run - 1)).sum::<u32>()
            >= FEWEST_RUNS.min(run)
    });
    for passage in &mut found {
        carry_on(passage, a, b);
    }
    keep_best(found)
}

/// All pairs of equal runs, in order of `a`.
fn matches(a: &Signature, b: &Signature) -> Vec<(u32, u32)> {
    let sorted = |signature: &Signature| {
        let mut all = Vec::with_capacity(signature.len());
        runs(&signature.words, signature.run, |hash, at| all.push((hash, at)));
        all.sort_unstable();
        all
    };
    let (runs_a, runs_b) = (sorted(a), sorted(b));
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < runs_a.len() && j < runs_b.len() {
        let (x, y) = (runs_a[i].0, runs_b[j].0);
        if x < y {
            i += 1;
        } else if y < x {
            j += 1;
        } else {
            let end_i = i + runs_a[i..].iter().take_while(|run| run.0 == x).count();
            let end_j = j + runs_b[j..].iter().take_while(|run| run.0 == x).count();
            for p in runs_a[i..end_i].iter().take(MOST_REPEATS) {
                for q in runs_b[j..end_j].iter().take(MOST_REPEATS) {
                    found.push((p.1, q.1));
                }
            }
            (i, j) = (end_i, end_j);
        }
    }
    found.sort_unstable();
    found
}

/// Cuts a chain where one text has much that the other lacks.
fn split(blocks: Vec<(u32, u32, u32)>) -> Vec<Shared> {
    let mut found: Vec<Shared> = Vec::new();
    for block in blocks {
        let joined = found.last().and_then(|passage| passage.blocks.last()).is_some_and(|last| {
            let (gap_a, gap_b) = (block.0 - (last.0 + last.2), block.1 - (last.1 + last.2));
            let (less, more) = (gap_a.min(gap_b), gap_a.max(gap_b));
            more <= LOOSE_GAP || less * 2 >= more
        });
        match found.last_mut() {
            Some(passage) if joined => passage.blocks.push(block),
            _ => found.push(Shared { a: (0, 0), b: (0, 0), blocks: vec![block] }),
        }
    }
    found
}

/// Carries a passage on at both ends, over edits of a few words, and sets its ranges.
fn carry_on(passage: &mut Shared, a: &Signature, b: &Signature) {
    let (words_a, words_b) = (a.words.len() as u32, b.words.len() as u32);
    let same = |i: u32, j: u32| i < words_a && j < words_b && a.words[i as usize] == b.words[j as usize];
    let Some(&(p, q, length)) = passage.blocks.last() else { return };
    let (mut i, mut j) = (p + length, q + length);
    'forward: loop {
        for (skip_a, skip_b) in small_edits() {
            let (from_a, from_b) = (i + skip_a, j + skip_b);
            let count = (0..).take_while(|&step| same(from_a + step, from_b + step)).count() as u32;
            if count >= needed(skip_a, skip_b) {
                passage.blocks.push((from_a, from_b, count));
                (i, j) = (from_a + count, from_b + count);
                continue 'forward;
            }
        }
        break;
    }
    let (mut i, mut j) = (passage.blocks[0].0, passage.blocks[0].1);
    let mut before = Vec::new();
    'back: loop {
        for (skip_a, skip_b) in small_edits() {
            let (Some(to_a), Some(to_b)) = (i.checked_sub(skip_a), j.checked_sub(skip_b)) else { continue };
            let count =
                (1..=to_a.min(to_b)).take_while(|&step| same(to_a - step, to_b - step)).count() as u32;
            if count >= needed(skip_a, skip_b) {
                (i, j) = (to_a - count, to_b - count);
                before.push((i, j, count));
                continue 'back;
            }
        }
        break;
    }
    before.reverse();
    before.append(&mut passage.blocks);
    passage.blocks = before;
    if let (Some(first), Some(last)) = (passage.blocks.first(), passage.blocks.last()) {
        passage.a = (first.0, last.0 + last.2);
        passage.b = (first.1, last.1 + last.2);
    }
}

/// Of passages that cover the same words of a text keeps the one with most in agreement.
fn keep_best(mut found: Vec<Shared>) -> Vec<Shared> {
    found.sort_by_key(|passage| (std::cmp::Reverse(passage.matched()), passage.a, passage.b));
    let mut kept: Vec<Shared> = Vec::new();
    for passage in found {
        let covered = |range: (u32, u32), of: fn(&Shared) -> (u32, u32)| {
            let inside: u32 = kept
                .iter()
                .map(|other| of(other).1.min(range.1).saturating_sub(of(other).0.max(range.0)))
                .sum();
            inside * 2 > range.1 - range.0
        };
        if !covered(passage.a, |other| other.a) && !covered(passage.b, |other| other.b) {
            kept.push(passage);
        }
    }
    kept.sort_by_key(|passage| (passage.a, passage.b));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::signature;
    use proptest::prelude::*;

    fn found(a: &str, b: &str) -> Vec<(String, String)> {
        let (x, y) = (signature(a), signature(b));
        align(&x, &y).iter().map(|passage| (passage.a.of(a).to_owned(), passage.b.of(b).to_owned())).collect()
    }

    fn check(a: &str, b: &str, want: &[(&str, &str)]) {
        let want: Vec<(String, String)> = want.iter().map(|(x, y)| (x.to_string(), y.to_string())).collect();
        assert_eq!(found(a, b), want, "{a:?} {b:?}");
        let mirrored: Vec<(String, String)> = want.iter().map(|(x, y)| (y.clone(), x.clone())).collect();
        let mut back = found(b, a);
        back.sort();
        let mut want = mirrored;
        want.sort();
        assert_eq!(back, want, "mirrored");
    }

    const ONE: &str = "the dam above the village of Orrin held through the night";
    const TWO: &str = "engineers opened two gates at dawn to let the water down slowly";

    #[test]
    fn passages() {
        check(&format!("Good news: {ONE}, he wrote."), &format!("It seems {ONE}; fine."), &[(ONE, ONE)]);
        check(
            &format!("{ONE}. {TWO}."),
            &format!("{TWO}. And then also there was this: {ONE}."),
            &[(ONE, ONE), (TWO, TWO)],
        );
        check("nothing alike here", "not a thing in common", &[]);
        check("", "", &[]);
        check(
            &format!("{ONE} and all were glad to see it"),
            &format!("{ONE} but all were glad to see it"),
            &[(
                "the dam above the village of Orrin held through the night and all were glad to see it",
                "the dam above the village of Orrin held through the night but all were glad to see it",
            )],
        );
    }

    proptest! {
        #[test]
        fn spans_lie_in_both_texts_and_swap(a in "([a-d] ){0,60}", b in "([a-d] ){0,60}") {
            let (x, y) = (signature(&a), signature(&b));
            let there = align(&x, &y);
            for passage in &there {
                prop_assert!(a.get(passage.a.start..passage.a.end).is_some() && !passage.a.is_empty());
                prop_assert!(b.get(passage.b.start..passage.b.end).is_some() && !passage.b.is_empty());
            }
            let mut back: Vec<Passage> = align(&y, &x).into_iter().map(|passage| Passage { a: passage.b, b: passage.a }).collect();
            back.sort_by_key(|passage| (passage.a, passage.b));
            prop_assert_eq!(there, back);
        }
    }
}
