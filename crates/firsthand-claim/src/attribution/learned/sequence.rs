//! The best tags of a paragraph, and how far each stands above the next best.
//!
//! In: what is seen of a paragraph and the weights. Out: the sequence of tags with the highest score
//! (Viterbi 1967) and, for each word, by how much it beats the best sequence that gives this word
//! another role (max-marginals).

use super::weights::Weights;
use super::{Seen, TAGS};
use std::ops::Range;

/// The tags of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// The tag of each word.
    pub tags: Vec<u8>,
    /// By how many points it beats every other role for this word.
    pub margins: Vec<i32>,
}

/// Lower than any sum of weights, and far from the end of the range.
const NEVER: i32 = i32::MIN / 4;

/// Whether tag `now` may stand after tag `last` ([`TAGS`] at the start): inside of a run only what goes on.
pub fn follows(last: usize, now: usize) -> bool {
    now == 0 || now % 2 == 1 || last == now || last + 1 == now
}

pub(super) fn tag(seen: &Seen<'_>, paragraph: &Range<usize>, weights: &Weights<'_>) -> Tagging {
    let scores: Vec<[i32; TAGS]> = paragraph
        .clone()
        .map(|at| {
            let mut scores = [0; TAGS];
            seen.keys(paragraph, at, &mut |key| weights.add(key, &mut scores));
            scores
        })
        .collect();
    best(&scores, &|last, now| weights.after(last, now))
}

/// The best tagging by the score of each tag of each word and what a tag adds after another.
pub fn best(scores: &[[i32; TAGS]], after: &impl Fn(usize, usize) -> i32) -> Tagging {
    let mut step = [[NEVER; TAGS]; TAGS + 1];
    for (last, row) in step.iter_mut().enumerate() {
        for (now, cell) in row.iter_mut().enumerate() {
            if follows(last, now) {
                *cell = after(last, now);
            }
        }
    }
    let len = scores.len();
    // Best score of a sequence that ends here with this tag, and of one that goes on after it.
    let mut to = vec![[NEVER; TAGS]; len];
    let mut from = vec![[0; TAGS]; len];
    for at in 0..len {
        for now in 0..TAGS {
            let before = match at.checked_sub(1) {
                None => step[TAGS][now],
                Some(last) => {
                    (0..TAGS).map(|tag| to[last][tag].saturating_add(step[tag][now])).max().unwrap_or(NEVER)
                }
            };
            to[at][now] = before.max(NEVER).saturating_add(scores[at][now]);
        }
    }
    for at in (0..len.saturating_sub(1)).rev() {
        for now in 0..TAGS {
            from[at][now] = (0..TAGS)
                .map(|next| {
                    step[now][next].saturating_add(scores[at + 1][next]).saturating_add(from[at + 1][next])
                })
                .max()
                .unwrap_or(NEVER)
                .max(NEVER);
        }
    }
    let mut tags = vec![0u8; len];
    let mut margins = vec![0; len];
    for at in (0..len).rev() {
        let total = |tag: usize| to[at][tag].saturating_add(from[at][tag]);
        let next = (at + 1 < len).then(|| usize::from(tags[at + 1]));
        let tag = match next {
            None => (0..TAGS).max_by_key(|&tag| (to[at][tag], TAGS - tag)).unwrap_or(0),
            Some(next) => (0..TAGS)
                .max_by_key(|&tag| (to[at][tag].saturating_add(step[tag][next]), TAGS - tag))
                .unwrap_or(0),
        };
        tags[at] = tag as u8;
        let role = |tag: usize| tag.div_ceil(2);
        let other = (0..TAGS).filter(|&other| role(other) != role(tag)).map(total).max().unwrap_or(NEVER);
        margins[at] = total(tag).saturating_sub(other);
    }
    Tagging { tags, margins }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(preferred: &[(usize, i32)], want: &[u8], margins: &[i32]) {
        let scores: Vec<[i32; TAGS]> = preferred
            .iter()
            .map(|&(tag, points)| {
                let mut row = [0; TAGS];
                row[tag] = points;
                row
            })
            .collect();
        let found = best(&scores, &|_, _| 0);
        assert_eq!(found.tags, want);
        assert_eq!(found.margins, margins);
    }

    #[test]
    fn taggings() {
        check(&[], &[], &[]);
        check(&[(1, 5), (2, 5), (0, 5)], &[1, 2, 0], &[10, 5, 5]);
        // Inside cannot stand at the start, nor after another role.
        check(&[(2, 9)], &[0], &[0]);
        check(&[(3, 5), (2, 3), (0, 1)], &[3, 0, 0], &[2, 0, 1]);
        check(&[(0, 1), (6, 9)], &[5, 6], &[8, 8]);
    }
}
