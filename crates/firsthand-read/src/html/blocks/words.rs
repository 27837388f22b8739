//! What the words of a block, and the words in the classes around it, say for or against the article.
//!
//! In: hashes of words. Out: the learned weight of each, a logarithm of odds; 0 for a word that was
//! not seen on enough sites. The tables hold hashes only, no text.

use crate::html::marks::hash;
use crate::tables::Table;

/// Learned weights by hash.
#[derive(Clone, Debug, Default)]
pub struct Weights(Table<u32, f32>);

impl Weights {
    /// A table of these weights.
    pub fn new(weights: impl IntoIterator<Item = (u32, f32)>) -> Weights {
        Weights(weights.into_iter().collect())
    }

    /// The weight of a word.
    pub(super) fn of(&self, word: u32) -> f32 {
        self.0.get(&word).copied().unwrap_or(0.0)
    }
}

/// Words of a block's beginning and end that are looked at.
const FIRST: usize = 12;
const LAST: usize = 5;

/// Hashes of the words at the beginning and end of a text, and of pairs of them.
pub fn words_of(text: &str, hashes: &mut Vec<u32>) {
    hashes.clear();
    let word = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        (!bare.is_empty()).then(|| {
            if bare.bytes().all(|byte| byte.is_ascii_digit()) { hash(b"0") } else { hash(bare.as_bytes()) }
        })
    };
    let mut before = None;
    let mut seen = 0;
    let mut split = text.split_whitespace();
    for next in split.by_ref().filter_map(word).take(FIRST) {
        hashes.push(next);
        hashes.extend(before.map(|before: u32| before.rotate_left(13) ^ next));
        before = Some(next);
        seen += 1;
    }
    if seen < FIRST {
        return;
    }
    let end = hashes.len();
    let mut after: Option<u32> = None;
    for next in split.rev().filter_map(word).take(LAST) {
        hashes.push(next);
        hashes.extend(after.map(|after| next.rotate_left(13) ^ after));
        after = Some(next);
    }
    // Words of the end count as words of an end.
    for hash in &mut hashes[end..] {
        *hash = hash.rotate_left(5) ^ 0x5bd1_e995;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_words() {
        let of = |text: &str| {
            let mut hashes = Vec::new();
            words_of(text, &mut hashes);
            hashes
        };
        assert_eq!(of("Read more"), of("“read” MORE:"));
        assert_eq!(of("12 ships").len(), 3);
        assert_eq!(of("12"), of("7"));
        assert!(of("").is_empty());
        assert_eq!(of(&"a ".repeat(100)).len(), 12 + 11 + 5 + 4);
    }

    #[test]
    fn weighs() {
        let weights = Weights::new([(7, 1.5)]);
        assert_eq!((weights.of(7), weights.of(8)), (1.5, 0.0));
    }
}
