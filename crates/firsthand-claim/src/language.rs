//! Languages of time expressions and numbers: a folder of tables each.
//!
//! In: `data/<code>/time.tsv` and `data/<code>/number.tsv`, lines of class, value and words. Out: a
//! [`Lexicon`], which tells what a word in lower case can mean. A new language is a folder with these
//! two tables, a line in [`Language`] and one in each of its three functions.
//!
//! English is complete. German has the words of calendar dates and numbers only, to show the layout.

use crate::when::holiday;
use crate::when::lexicon::{Is, Unit};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language that time expressions can be read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// All that this crate reads.
    #[default]
    English,
    /// Calendar dates and numbers.
    German,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(
        include_str!("../data/en/time.tsv"),
        include_str!("../data/en/number.tsv"),
        holiday::first_words(),
    )
});
static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(
        include_str!("../data/de/time.tsv"),
        include_str!("../data/de/number.tsv"),
        std::iter::empty(),
    )
});

impl Language {
    /// Every language, English first.
    pub const ALL: [Language; 2] = [Language::English, Language::German];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
        }
    }

    /// What its words can mean.
    pub(crate) fn lexicon(self) -> &'static Lexicon {
        match self {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }
}

/// What the words of a language can mean in a time expression or a number.
pub(crate) struct Lexicon {
    /// Open addressing: a word lies at its hash or at the first free place behind it.
    slots: Vec<Option<(&'static str, Is)>>,
    /// By first byte, a bit for each length in bytes that a word beginning so has: most words of a text
    /// are turned down here.
    lengths: [u32; 256],
}

/// Longest word of a table, in bytes; a test holds the tables to it.
const LONGEST: usize = 31;

impl Lexicon {
    /// Reads the two tables. A line of an unknown class or value is left out; a test finds it.
    fn new(
        time: &'static str,
        number: &'static str,
        holidays: impl Iterator<Item = &'static str>,
    ) -> Lexicon {
        let mut words: BTreeMap<&'static str, Is> = BTreeMap::new();
        for (is, line) in rows(time).chain(rows(number)) {
            for word in line.split(' ') {
                // A word that opens an expression keeps the other meaning it has; of two others the
                // second stands ("second" counts).
                match is {
                    Is::Opens => words.entry(word).or_insert(is),
                    _ => words.entry(word).insert_entry(is).into_mut(),
                };
            }
        }
        for word in holidays {
            words.entry(word).or_insert(Is::Feast);
        }
        let size = (words.len() * 4).next_power_of_two();
        let mut lexicon = Lexicon { slots: vec![None; size], lengths: [0; 256] };
        for (word, is) in words.into_iter().filter(|(word, _)| word.len() <= LONGEST) {
            let Some(&first) = word.as_bytes().first() else { continue };
            lexicon.lengths[usize::from(first)] |= 1 << word.len();
            let mut at = hash(word) & (size - 1);
            while lexicon.slots[at].is_some() {
                at = (at + 1) & (size - 1);
            }
            lexicon.slots[at] = Some((word, is));
        }
        lexicon
    }

    /// What `low`, a word in lower case, can mean.
    pub(crate) fn get(&self, low: &str) -> Is {
        let Some(&first) = low.as_bytes().first() else { return Is::Nothing };
        if low.len() > LONGEST || self.lengths[usize::from(first)] & (1 << low.len()) == 0 {
            return Is::Nothing;
        }
        let mut at = hash(low) & (self.slots.len() - 1);
        while let Some((word, is)) = self.slots[at] {
            if word == low {
                return is;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        Is::Nothing
    }
}

/// FNV-1a, 32 bit (Fowler, Noll and Vo).
fn hash(word: &str) -> usize {
    word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        as usize
}

/// The meaning and the words of each line.
fn rows(table: &'static str) -> impl Iterator<Item = (Is, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(|line| {
        let mut parts = line.split('\t');
        let (class, value, words) = (parts.next()?, parts.next()?, parts.next()?);
        Some((meaning(class, value)?, words))
    })
}

fn meaning(class: &str, value: &'static str) -> Option<Is> {
    let number = || value.parse().ok();
    Some(match class {
        "month" => Is::Month(value.parse().ok()?, false),
        "month-short" => Is::Month(value.parse().ok()?, true),
        "weekday" => Is::Weekday(value.parse().ok()?, false),
        "weekday-short" => Is::Weekday(value.parse().ok()?, true),
        "weekdays" => Is::Weekdays(value.parse().ok()?),
        "unit" => Is::Unit(unit(value)?, false),
        "units" => Is::Unit(unit(value)?, true),
        "season" => Is::Season(value),
        "part" => Is::Part(value),
        "count" => Is::Count(number()?),
        "ordinal" => Is::Ordinal(number()?),
        "scale" => Is::Scale(value.parse().ok()?),
        "decade" => Is::Decade(value.parse().ok()?, false),
        "opens" => Is::Opens,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "night" => Unit::Night,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, word: &str, want: Is) {
        assert_eq!(language.lexicon().get(word), want, "{word}");
    }

    #[test]
    fn words() {
        check(Language::English, "october", Is::Month(10, false));
        check(Language::English, "sept", Is::Month(9, true));
        check(Language::English, "second", Is::Ordinal(2));
        check(Language::English, "the", Is::Opens);
        check(Language::English, "cat", Is::Nothing);
        check(Language::German, "märz", Is::Month(3, false));
        check(Language::German, "milliarden", Is::Scale(1e9));
    }

    #[test]
    fn every_line_is_read() {
        for table in [
            include_str!("../data/en/time.tsv"),
            include_str!("../data/en/number.tsv"),
            include_str!("../data/de/time.tsv"),
            include_str!("../data/de/number.tsv"),
        ] {
            let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
            assert_eq!(rows(table).count(), lines);
            assert!(
                table
                    .split_whitespace()
                    .filter(|word| !word.starts_with('#'))
                    .all(|word| word.len() <= LONGEST)
            );
        }
    }
}
