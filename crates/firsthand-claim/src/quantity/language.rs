//! What a language needs to have its numbers read: its number words and how it writes figures.
//!
//! In: `data/<code>/number.tsv`, which time expressions share, and `data/<code>/numeral.tsv`, lines of
//! class, value and words. Out: [`Numerals`]. English has all that [`super::quantities`] looks for
//! (units, hedges, nouns); a language with these two tables alone has its numbers read by
//! [`super::numerals_in`].

use super::lex::Is;
use crate::language::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The number words and figures of one language.
pub(super) struct Numerals {
    /// Words in lower case with what they can mean in a number.
    pub(super) words: HashMap<&'static str, Is>,
    /// Whether "1,5" is one and a half and "1.000" a thousand.
    pub(super) decimal_comma: bool,
    /// Whether numbers below a million are joined to one word; the word for "and" inside.
    joined: Option<&'static str>,
}

static ENGLISH: LazyLock<Numerals> = LazyLock::new(|| {
    Numerals::new(include_str!("../../data/en/number.tsv"), include_str!("../../data/en/numeral.tsv"))
});
static GERMAN: LazyLock<Numerals> = LazyLock::new(|| {
    Numerals::new(include_str!("../../data/de/number.tsv"), include_str!("../../data/de/numeral.tsv"))
});

impl Numerals {
    /// The tables of `language`.
    pub(super) fn of(language: Language) -> &'static Numerals {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }

    /// Reads the two tables; the second one has the last word. A line of an unknown class or value is left
    /// out; a test finds it.
    fn new(shared: &'static str, own: &'static str) -> Numerals {
        let mut numerals = Numerals { words: HashMap::new(), decimal_comma: false, joined: None };
        for (class, value, words) in rows(shared).chain(rows(own)) {
            match class {
                "decimal-comma" => numerals.decimal_comma = true,
                "joined" => numerals.joined = Some(value),
                _ => {
                    if let Some(is) = meaning(class, value) {
                        numerals.words.extend(words.split(' ').map(|word| (word, is)));
                    }
                }
            }
        }
        numerals
    }

    /// The value of a number below a million written as one word, where the language writes it so:
    /// "zweihundertfünfunddreißigtausend". `None` for any other word.
    pub(super) fn joined(&self, word: &str) -> Option<u64> {
        /// "neunhundertneunundneunzigtausendneunhundertneunundneunzig" and a little.
        const LONGEST: usize = 96;
        let and = self.joined?;
        if word.len() > LONGEST {
            return None;
        }
        self.scaled(word, and, 3).or_else(|| self.scaled(word, and, 2)).or_else(|| self.tens(word, and))
    }

    /// "dreihundert…", "…tausend…": what stands before and after the word of a power of ten.
    fn scaled(&self, word: &str, and: &str, power: u8) -> Option<u64> {
        let scales = self.words.iter().filter(|(_, is)| **is == Is::Scale(power));
        // At most a few words, and of those that fit there is one.
        let (before, after) = scales.filter_map(|(scale, _)| word.split_once(scale)).min()?;
        let below = |part: &str| {
            let smaller = if power == 3 { self.scaled(part, and, 2) } else { None };
            smaller.or_else(|| self.tens(part, and))
        };
        let times = if before.is_empty() { 1 } else { below(before)? };
        let rest = if after.is_empty() { 0 } else { below(after.strip_prefix(and).unwrap_or(after))? };
        (rest < 10u64.pow(power.into())).then_some(times * 10u64.pow(power.into()) + rest)
    }

    /// "fünfunddreißig", "zwölf", "ein".
    fn tens(&self, word: &str, and: &str) -> Option<u64> {
        let one = |word: &str| match self.words.get(word) {
            Some(Is::Small(value)) if *value > 0 => Some(u64::from(*value)),
            Some(Is::Article) => Some(1),
            _ => None,
        };
        if let Some(value) = one(word) {
            return Some(value);
        }
        if let Some(Is::Tens(value)) = self.words.get(word) {
            return Some((*value).into());
        }
        let (ones, ten) = word.split_once(and)?;
        match (one(ones).filter(|ones| *ones < 10), self.words.get(ten)) {
            (Some(ones), Some(Is::Tens(ten))) => Some(u64::from(*ten) + ones),
            _ => None,
        }
    }
}

/// Class, value and words of each line.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(|line| {
        let mut parts = line.split('\t');
        Some((parts.next()?, parts.next()?, parts.next()?))
    })
}

fn meaning(class: &str, value: &str) -> Option<Is> {
    let small = || value.parse::<u8>().ok();
    Some(match class {
        "count" => match small()? {
            value @ 0..=19 => Is::Small(value),
            value => Is::Tens(value),
        },
        // number.tsv gives the factor, numeral.tsv the power; "dozen" has a row of its own in the latter.
        "scale" => Is::Scale(power(value).or_else(|| small().filter(|power| *power < 20))?),
        "dozen" => Is::Dozen,
        "half" => Is::Half,
        "ordinal" => Is::Ordinal(small()?, false),
        "parts" => Is::Ordinal(small()?, true),
        "ordinal-scale" => Is::OrdinalScale(small()?, false),
        "scale-parts" => Is::OrdinalScale(small()?, true),
        "article" => Is::Article,
        "and" => Is::And,
        "point" => Is::Point,
        "minus" => Is::Minus,
        "vague" => Is::Vague,
        _ => return None,
    })
}

/// The power of ten of "1000".
fn power(value: &str) -> Option<u8> {
    let zeros = value.strip_prefix('1')?;
    (zeros.len() > 1 && zeros.bytes().all(|byte| byte == b'0')).then_some(zeros.len() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let english = Numerals::of(Language::English);
        for (word, is) in [
            ("thousand", Is::Scale(3)),
            ("dozen", Is::Dozen),
            ("bn", Is::Scale(9)),
            ("crore", Is::Scale(7)),
            ("trillion", Is::Scale(12)),
            ("ninety", Is::Tens(90)),
            ("thirds", Is::Ordinal(3, true)),
        ] {
            assert_eq!(english.words.get(word), Some(&is), "{word}");
        }
        assert_eq!(english.joined("twohundred"), None);
    }

    #[test]
    fn joined_words() {
        let german = Numerals::of(Language::German);
        for (word, want) in [
            ("einundzwanzig", Some(21)),
            ("zweihundertfünfunddreißig", Some(235)),
            ("hundert", Some(100)),
            ("tausend", Some(1000)),
            ("dreitausendvierhundert", Some(3400)),
            ("zwölftausend", Some(12_000)),
            ("neunhundertneunundneunzigtausendneunhundertneunundneunzig", Some(999_999)),
            ("hunderteins", Some(101)),
            ("hundertschaft", None),
            ("jahrtausend", None),
            ("und", None),
            ("", None),
        ] {
            assert_eq!(german.joined(word), want, "{word}");
        }
    }

    #[test]
    fn every_line_of_ours_is_read() {
        for table in [include_str!("../../data/en/numeral.tsv"), include_str!("../../data/de/numeral.tsv")] {
            for (class, value, _) in rows(table) {
                let known = matches!(class, "decimal-comma" | "joined") || meaning(class, value).is_some();
                assert!(known, "{class} {value}");
            }
        }
    }
}
