//! Wordings that only furniture has, by kind, from `phrases.tsv` (English, in folded form).
//!
//! A wording is there because page software or a newsroom's habit prints it on any page, whatever
//! the article is about. Whole lines are safe; beginnings and parts are only for wordings that no
//! sentence of an article would have, and carry the most words that their line may have.

use super::Line;
use crate::FurnitureKind::{self, *};
use crate::tables::{Table, Words};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// The tables.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    whole: Table<&'static str, FurnitureKind>,
    /// Beginnings by their first two bytes, the shortest first: each with its kind and most words.
    begins: Table<[u8; 2], Vec<Beginning>>,
    parts: Vec<(FurnitureKind, usize)>,
    holds: Option<AhoCorasick>,
    sections: Words,
    pub(super) appeals: Vec<&'static str>,
    pub(super) in_picture: Vec<&'static str>,
    writers: Words,
    social: Words,
    given: Words,
}

type Beginning = (String, FurnitureKind, usize);

/// The tables, read once.
pub(crate) fn phrases() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| load(include_str!("phrases.tsv")));
    &PHRASES
}

fn load(table: &'static str) -> Phrases {
    let mut phrases = Phrases::default();
    let mut holds: Vec<String> = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [rule, kind, most, words] = cells.as_slice() else { continue };
        let words = words.split('|');
        let most = most.parse().unwrap_or(0);
        match (*rule, kind_of(kind)) {
            ("whole", Some(kind)) => phrases.whole.extend(words.map(|word| (word, kind))),
            ("begins", Some(kind)) => {
                for word in words {
                    let word = word.replace('¦', "|");
                    let Some(first) = word.as_bytes().first_chunk() else { continue };
                    phrases.begins.entry(*first).or_default().push((word, kind, most));
                }
            }
            ("holds", Some(kind)) => {
                for word in words {
                    holds.push(word.replace('¦', "|"));
                    phrases.parts.push((kind, most));
                }
            }
            ("section", _) => phrases.sections.extend(words),
            ("appeal", _) => phrases.appeals.extend(words),
            ("picture", _) => phrases.in_picture.extend(words),
            ("writer", _) => phrases.writers.extend(words),
            ("social", _) => phrases.social.extend(words),
            ("given", _) => phrases.given.extend(words),
            _ => {}
        }
    }
    for same in phrases.begins.values_mut() {
        same.sort_by_key(|(word, ..)| word.len());
    }
    phrases.holds = AhoCorasick::new(&holds).ok();
    phrases
}

fn kind_of(word: &str) -> Option<FurnitureKind> {
    let kinds = [
        Ticker,
        Navigation,
        Comments,
        Share,
        Cookies,
        Appeal,
        Related,
        Caption,
        TitleRepeated,
        Byline,
        Date,
        Credit,
        Form,
        Other,
    ];
    kinds.into_iter().find(|kind| kind.as_str() == word)
}

impl Phrases {
    /// The kind of a line that is one of the wordings as a whole.
    pub(super) fn whole(&self, bare: &str) -> Option<FurnitureKind> {
        self.whole.get(bare).copied()
    }

    /// The kinds whose wordings begin `folded`, the shortest wording first.
    pub(super) fn beginning<'a>(
        &'a self,
        folded: &'a str,
        words: usize,
    ) -> impl Iterator<Item = FurnitureKind> + 'a {
        let first = folded.as_bytes().first_chunk().and_then(|first| self.begins.get(first));
        first
            .into_iter()
            .flatten()
            .filter(move |(word, _, most)| words <= *most && folded.starts_with(word.as_str()))
            .map(|(_, kind, _)| *kind)
    }

    /// The kind whose wording stands anywhere in a line.
    pub(super) fn part(&self, line: &Line) -> Option<FurnitureKind> {
        if line.words > MOST_WORDS {
            return None;
        }
        // Whether there is any is told faster than which.
        let holds = self.holds.iter().filter(|automaton| automaton.is_match(line.folded.as_str()));
        let hits = holds.flat_map(|automaton| automaton.find_overlapping_iter(line.folded.as_str()));
        hits.map(|hit| self.parts[hit.pattern().as_usize()])
            .find(|(_, most)| line.words <= *most)
            .map(|(kind, _)| kind)
    }

    pub(crate) fn is_section(&self, bare: &str) -> bool {
        self.sections.contains(bare)
    }

    pub(super) fn is_writer(&self, word: &str) -> bool {
        self.writers.contains(word)
    }

    pub(super) fn is_social(&self, word: &str) -> bool {
        self.social.contains(word)
    }

    /// Whether `lower` is a common given name.
    pub(crate) fn is_given_name(&self, lower: &str) -> bool {
        self.given.contains(lower)
    }
}

/// Most words of any line with a telling part.
const MOST_WORDS: usize = 80;

#[cfg(test)]
mod tests {
    #[test]
    fn loads_every_row() {
        let rows = include_str!("phrases.tsv").lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            let known = ["whole", "begins", "holds"].contains(&cells[0]);
            assert!(!known || super::kind_of(cells[1]).is_some(), "{row}");
            assert!(!known || cells[2].parse::<usize>().is_ok(), "{row}");
        }
        assert_eq!(super::phrases().whole("no comments"), Some(crate::FurnitureKind::Comments));
    }
}
