//! Names that a replaced run loses: another place, body or person stands there, or none.
//!
//! In: two readings of one place, with their sentences. Out: the names that went. A name that the
//! other's sentence still has in some form (spelling, demonym, initials) isn't lost.
//!
//! Known gaps: a capital that stands for its country, and a nickname, are taken for other names.

use crate::edit_class::{Part, initials, name_form};
use crate::lexicon::{is_honorific, is_office, is_time_name};
use crate::moves::stem;
use crate::reading::Token;
use firsthand_text::language::en;

/// Tokens of a sentence; what is longer is no sentence, and every name is held against every word.
const LONGEST: usize = 400;

/// Letters that a demonym shares with the name at least ("Poland", "Polish").
const ROOT: usize = 3;

/// Endings that make a demonym, or that it replaces.
const DEMONYM: &[&str] = &[
    "", "n", "an", "ian", "ean", "ese", "i", "ish", "er", "ic", "k", "a", "e", "y", "o", "and", "land", "s",
];

/// Names and demonyms without a common root.
const ALIASES: &[&[&str]] = &[
    &["america", "american", "americans", "states", "united", "us", "usa"],
    &["britain", "britons", "british", "kingdom", "uk", "united"],
    &["france", "french"],
    &["spain", "spanish"],
    &["dutch", "holland", "netherlands"],
    &["swiss", "switzerland"],
    &["danish", "denmark"],
    &["eu", "european", "union"],
];

/// What became of the names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// One stands where another stood.
    Exchanged(String, String),
    /// It went, with all that was said there.
    Dropped(String),
}

/// The name that `a` or `b` lacks, when the run was replaced.
pub(crate) fn lost(a: Part<'_>, b: Part<'_>) -> Option<Lost> {
    if a.sentence.len().max(b.sentence.len()) > LONGEST {
        return None;
    }
    let (x, y) = (only(a, b), only(b, a));
    match (x.is_empty(), y.is_empty()) {
        (false, false) => Some(Lost::Exchanged(listed(&x), listed(&y))),
        (false, true) => replaced(a, b).then(|| Lost::Dropped(listed(&x))),
        (true, false) => replaced(b, a).then(|| Lost::Dropped(listed(&y))),
        (true, true) => None,
    }
}

/// "“Tarn” and “Orrin”".
fn listed(names: &[&Token]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{}”", plain(name))).collect();
    names.join(" and ")
}

fn plain(token: &Token) -> String {
    let name = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
    // The record quotes the page's own form elsewhere; here the capital is enough.
    let mut chars = name.chars();
    match chars.next() {
        Some(_) if token.capitals => name.to_uppercase(),
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Names of the part that the other's sentence has in no form.
fn only<'t>(part: Part<'t>, other: Part<'_>) -> Vec<&'t Token> {
    part.tokens()
        .iter()
        .filter(|token| token.is_name() && !is_time_name(token) && token.lower.chars().count() > 1)
        .filter(|token| !is_office(&token.lower) && !is_honorific(token.lower.trim_end_matches('.')))
        .filter(|token| !other.sentence.iter().any(|word| !word.mark && variant(token, word)))
        .filter(|token| !abbreviated(token, part.tokens(), other.sentence))
        .collect()
}

/// Whether one is a form of the other.
fn variant(a: &Token, b: &Token) -> bool {
    if a.hash == b.hash || name_form(a, b) || stem(&a.lower) == stem(&b.lower) {
        return true;
    }
    let bare = |token: &Token| token.lower.strip_suffix("'s").unwrap_or(&token.lower).to_owned();
    let (x, y) = (bare(a), bare(b));
    if ALIASES.iter().any(|row| row.contains(&x.as_str()) && row.contains(&y.as_str())) {
        return true;
    }
    if !b.capital {
        return false;
    }
    let root: usize =
        x.chars().zip(y.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
    let (rest_x, rest_y) = (&x[root..], &y[root..]);
    // A hyphen joins what else are two names.
    root >= ROOT
        && ((DEMONYM.contains(&rest_x) && DEMONYM.contains(&rest_y))
            || rest_x.starts_with('-')
            || rest_y.starts_with('-'))
}

/// Whether the name is part of what the other's initials stand for, or such initials itself.
fn abbreviated(token: &Token, part: &[Token], other: &[Token]) -> bool {
    let names = |tokens: &[Token]| -> Vec<Token> {
        tokens.iter().filter(|token| !token.mark && token.capital).cloned().collect()
    };
    if token.capitals {
        let names = names(other);
        return (2..=token.lower.len().min(names.len()))
            .any(|count| names.windows(count).any(|run| initials(std::slice::from_ref(token), run)));
    }
    let names = names(part);
    other.iter().filter(|word| word.capitals).any(|word| {
        let count = word.lower.chars().filter(|char| char.is_alphabetic()).count();
        count > 1 && names.windows(count).any(|run| initials(std::slice::from_ref(word), run))
    })
}

/// Whether `with` says something that `without` says nothing like, and the words instead are no mere
/// "the minister" for a name.
fn replaced(with: Part<'_>, without: Part<'_>) -> bool {
    let content = |part: Part<'_>| -> Vec<String> {
        part.tokens()
            .iter()
            .filter(|token| !token.mark && !en::is_function_word(&token.lower))
            .map(|token| stem(&token.lower))
            .collect()
    };
    let (x, y) = (content(with), content(without));
    let epithet = without.words().first().is_none_or(|first| {
        matches!(
            first.lower.as_str(),
            "the"
                | "this"
                | "that"
                | "these"
                | "those"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
        )
    });
    !epithet && x.len() > 2 && y.len() > 1 && !x.iter().any(|word| y.contains(word))
}
