//! The words that attribute: verbs and their forms, with what may follow them.
//!
//! In: a word. Out: the verbs of the table that it can be a form of. Regular forms are made by the
//! spelling rules of English; the table holds the irregular ones.

use crate::Act;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A verb of the table.
#[derive(Debug)]
pub(crate) struct Verb {
    pub(crate) base: &'static str,
    pub(crate) act: Act,
    frames: &'static str,
    /// Words of which one must follow; for a verb that only counts when negated, too.
    pub(crate) particles: Vec<&'static str>,
    /// Only counts when negated.
    pub(crate) negated_only: bool,
}

impl Verb {
    /// Whether the verb has frame `frame` (the letters of the table).
    pub(crate) fn takes(&self, frame: char) -> bool {
        self.frames.contains(frame)
    }

    /// Whether a clause or quotation can follow or go before.
    pub(crate) fn speaks(&self) -> bool {
        self.frames.contains(['s', 'q', 'a', 'b'])
    }
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Base,
    Present,
    Past,
    Participle,
    Ing,
}

static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| {
    rows()
        .map(|row| {
            let listed = row[4].strip_prefix("p:").or(row[4].strip_prefix("n:"));
            Verb {
                base: row[0],
                act: act(row[3]),
                frames: if listed.is_some() { "o" } else { row[4] },
                particles: listed.map_or(Vec::new(), |list| list.split(',').collect()),
                negated_only: row[4].starts_with("n:"),
            }
        })
        .collect()
});

static FORMS: LazyLock<BTreeMap<String, (usize, Form)>> = LazyLock::new(|| {
    let mut forms = BTreeMap::new();
    for (verb, row) in rows().enumerate() {
        let base = row[0];
        let past = if row[1] == "-" { regular_past(base) } else { row[1].to_owned() };
        let participle = if row[2] == "-" { past.clone() } else { row[2].to_owned() };
        for (form, word) in [
            (Form::Past, past),
            (Form::Participle, participle),
            (Form::Present, present(base)),
            (Form::Ing, ing(base)),
            (Form::Base, base.to_owned()),
        ] {
            forms.entry(word).or_insert((verb, form));
        }
    }
    forms
});

/// The verb that `word` (lower case) is a form of.
pub(crate) fn verb(word: &str) -> Option<(&'static Verb, Form)> {
    FORMS.get(word).and_then(|&(verb, form)| Some((VERBS.get(verb)?, form)))
}

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let table: &'static str = include_str!("../../data/cues.tsv");
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row.len() == 5)
}

fn act(word: &str) -> Act {
    match word {
        "denies" => Act::Denies,
        "declines-to-confirm" => Act::DeclinesToConfirm,
        "accuses" => Act::Accuses,
        "acknowledges" => Act::Acknowledges,
        "promises" => Act::Promises,
        "demands" => Act::Demands,
        "warns" => Act::Warns,
        "condemns" => Act::Condemns,
        "praises" => Act::Praises,
        "expects" => Act::Expects,
        "asks" => Act::Asks,
        "plans" => Act::Plans,
        _ => Act::Asserts,
    }
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut last = base.chars().rev();
    last.next() == Some('y') && last.next().is_some_and(|c| !is_vowel(c))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Verbs of more than one syllable that double their last letter, and all of one vowel and consonant.
fn doubles(base: &str) -> bool {
    let chars: Vec<char> = base.chars().rev().take(3).collect();
    let short = matches!(chars.as_slice(), [c, v, b] if !is_vowel(*c) && !matches!(c, 'w' | 'x' | 'y') && is_vowel(*v) && !is_vowel(*b));
    let vowels = base.chars().filter(|c| is_vowel(*c)).count();
    short && (vowels == 1 || matches!(base, "admit" | "rebut" | "refer" | "prefer")) || base == "quip"
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if ends_in_consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else if doubles(base) {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

fn present(base: &str) -> String {
    if ends_in_consonant_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn ing(base: &str) -> String {
    if base.ends_with('e') && !base.ends_with("ee") {
        format!("{}ing", &base[..base.len() - 1])
    } else if doubles(base) {
        format!("{base}{}ing", &base[base.len() - 1..])
    } else {
        format!("{base}ing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, want: &str) {
        let found = verb(word).map_or(String::new(), |(verb, form)| format!("{} {form:?}", verb.base));
        assert_eq!(found, want, "{word}");
    }

    #[test]
    fn forms() {
        check("said", "say Past");
        check("denies", "deny Present");
        check("admitted", "admit Past");
        check("begging", "beg Ing");
        check("urged", "urge Past");
        check("wrote", "write Past");
        check("reported", "report Past");
        check("agreeing", "agree Ing");
        check("slammed", "slam Past");
        check("walked", "");
        assert!(VERBS.len() > 120);
    }
}
