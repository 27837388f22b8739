//! Words to the few hashes that are looked up among other texts.
//!
//! In: the hashes of a text's words. Out: a hash for each run of words, or only the "seeds" among
//! them, chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): of each few neighbouring runs
//! the one with the smallest hash. Any run of eight words that two texts share has a seed in common.
//! The hash of a run is rolled on from the last (Karp and Rabin 1987), so both are linear.

use crate::signature::{RUN, Signature, mixed};

/// Of each this many neighbouring runs one is a seed; as many times more when runs are longer.
const WINDOW: usize = 4;

/// Longest window: that of scripts in which characters are words.
const LONGEST_WINDOW: usize = WINDOW * 2;

/// Base of the rolling hash.
const BASE: u64 = 0xd6e8_feb8_6659_fd93;

/// Calls `found` with the hash and the first word of each run of `length` words.
pub(crate) fn runs(words: &[u32], length: usize, mut found: impl FnMut(u64, u32)) {
    let Some(first) = words.get(..length.max(1)) else { return };
    let leading = (1..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut sum = first.iter().fold(0u64, |sum, &word| sum.wrapping_mul(BASE).wrapping_add(term(word)));
    found(mixed(sum).wrapping_mul(BASE), 0);
    for (at, pair) in words.iter().zip(&words[first.len()..]).enumerate() {
        sum = sum
            .wrapping_sub(term(*pair.0).wrapping_mul(leading))
            .wrapping_mul(BASE)
            .wrapping_add(term(*pair.1));
        found(mixed(sum).wrapping_mul(BASE), at as u32 + 1);
    }
}

/// Nothing is a term of zero, or runs of it would have one hash at any length.
fn term(word: u32) -> u64 {
    u64::from(word) + 1
}

/// Calls `found` with the hash and the first word of each seed, in order of words.
fn seeds(signature: &Signature, mut found: impl FnMut(u64, u32)) {
    let window = (WINDOW * signature.run / RUN).clamp(1, LONGEST_WINDOW);
    // The hashes of the last runs, by place modulo the window.
    let mut last = [u64::MAX; LONGEST_WINDOW];
    let mut least: (u64, u32) = (u64::MAX, 0);
    let mut told = u32::MAX;
    let mut count = 0;
    runs(&signature.words, signature.run, |hash, at| {
        last[at as usize % window] = hash;
        count = at as usize + 1;
        if hash <= least.0 || at == 0 {
            least = (hash, at);
        } else if least.1 as usize + window <= at as usize {
            // The least fell out of the window: the rightmost of the smallest takes its place.
            least = (hash, at);
            for back in 1..window as u32 {
                let other = last[(at - back) as usize % window];
                if other < least.0 {
                    least = (other, at - back);
                }
            }
        }
        if count >= window && told != least.1 {
            told = least.1;
            found(least.0, least.1);
        }
    });
    if (1..window).contains(&count) {
        found(least.0, least.1);
    }
}

/// The seeds of a text, as (hash, first word), in order of words.
pub(crate) fn seeds_of(signature: &Signature) -> Vec<(u64, u32)> {
    let mut all = Vec::with_capacity(signature.len() * 2 / (WINDOW + 1) + 1);
    seeds(signature, |hash, at| all.push((hash, at)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::signature;

    fn seeds_of(text: &str) -> Vec<(u64, u32)> {
        super::seeds_of(&signature(text))
    }

    /// Winnowing as it is defined.
    fn slowly(text: &str) -> Vec<(u64, u32)> {
        let signature = signature(text);
        let window = WINDOW * signature.run / RUN;
        let mut all: Vec<(u64, u32)> = Vec::new();
        runs(&signature.words, signature.run, |hash, at| all.push((hash, at)));
        let mut found: Vec<(u64, u32)> = all
            .windows(window.min(all.len().max(1)))
            .filter_map(|window| window.iter().rev().min_by_key(|run| run.0))
            .copied()
            .collect();
        found.dedup();
        found
    }

    fn check(text: &str) {
        assert_eq!(seeds_of(text), slowly(text), "{text:?}");
    }

    #[test]
    fn seeds_are_the_least_of_their_windows() {
        for text in ["", "too short", "just five words are here", "here are six or seven words now"] {
            check(text);
        }
        check(&"one two three ".repeat(9));
        check(
            "the bridge over the river was closed again on the day that the mayor had come to see it opened",
        );
        check("大坝在夜间守住了工程师在黎明时分打开了两个闸门让水慢慢流下来村里的人都很高兴");
    }

    #[test]
    fn any_shared_run_of_eight_has_a_shared_seed() {
        let shared = "the bridge over the river was closed again";
        let (a, b) = (
            seeds_of(&format!("one two three {shared} four five six seven")),
            seeds_of(&format!("ten nine eight six {shared} no more")),
        );
        assert!(a.iter().any(|seed| b.iter().any(|other| seed.0 == other.0)));
        assert!(seeds_of("too short").is_empty());
    }
}
