//! Texts as runs of words, to find one in another however it is cut into elements.
//!
//! In: text. Out: hashes of its words, and of runs of them.

use firsthand_text::folded;
use xxhash_rust::xxh3::xxh3_64;

/// Words of a run. Two blocks that share one are rarely different texts.
pub(super) const RUN: usize = 4;

/// The hash of each word.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    for word in folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        found.push(xxh3_64(word.as_bytes()));
    }
    found
}

/// The hash of a run.
pub(super) fn joined(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        hash.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_words() {
        assert_eq!(hashes("Ships, at “SEA”"), hashes("ships at sea"));
        assert_ne!(joined(&hashes("ships at sea")), joined(&hashes("sea at ships")));
        assert!(hashes(" – ").is_empty());
    }
}
