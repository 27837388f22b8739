//! Tables of words that are the same in every run, with a hash that is quick rather than safe.
//!
//! Whoever writes pages can choose words that collide, but nothing of a page is put in such a table;
//! pages are only looked up in it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};

/// A table by words.
pub(crate) type Table<K, V> = HashMap<K, V, Quick>;

/// A set of words.
pub(crate) type Words = HashSet<&'static str, Quick>;

/// Makes [`QuickHasher`]s.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Quick;

/// Eight bytes at a time: rotated, joined, multiplied.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QuickHasher(u64);

impl BuildHasher for Quick {
    type Hasher = QuickHasher;
    fn build_hasher(&self) -> QuickHasher {
        QuickHasher(0)
    }
}

impl QuickHasher {
    fn add(&mut self, next: u64) {
        self.0 = (self.0.rotate_left(5) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.add(u64::from_le_bytes(*eight)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last));
    }
    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }
    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_words_apart() {
        let words: Words = ["a", "b", "ab", "harbour", "harbours", "harbour master"].into_iter().collect();
        assert_eq!(words.len(), 6);
        assert!(words.contains("harbours") && !words.contains("harbourmaster") && !words.contains(""));
    }
}
