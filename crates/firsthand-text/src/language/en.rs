//! English word lists: months, weekdays, abbreviations, function words.

/// Month names in order, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Weekday names in lower case, Monday first (ISO 8601).
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The month (1 to 12) that `word` names in full or in one of the usual short forms ("Jan", "Sept").
/// "may" and "march" are only taken with a capital; the caller sees the words around.
pub fn month(word: &str) -> Option<i8> {
    named(word, &MONTHS, &[("sept", 9)])
}

/// The ISO weekday (1 = Monday) that `word` names in full or in one of the usual short forms.
pub fn weekday(word: &str) -> Option<i8> {
    named(word, &WEEKDAYS, &[("tues", 2), ("thur", 4), ("thurs", 4)])
}

fn named(word: &str, names: &[&str], more: &[(&str, i8)]) -> Option<i8> {
    let lower = word.trim_end_matches('.').to_lowercase();
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let at = names.iter().position(|name| lower == *name || lower == name[..3]);
    at.map(|at| at as i8 + 1).or_else(|| more.iter().find(|(name, _)| lower == *name).map(|(_, at)| *at))
}

/// How an abbreviation behaves before a capital letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name or number follows: "Dr", "Gen", "No"; it never ends a sentence.
    BeforeName,
    /// May end a sentence: "U.S", "Inc", "p.m".
    Anywhere,
}

/// Looks up `word` (without its last full stop).
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    const BEFORE_NAME: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "sgt", "capt", "cmdr", "adm", "gov",
        "sen", "rep", "rev", "hon", "st", "pres", "supt", "insp", "messrs", "mt", "ft", "no", "nos", "vs",
        "v", "fig", "art", "sec", "pp", "cf", "approx", "ca", "e.g", "i.e", "jan", "feb", "mar", "apr",
        "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ];
    const ANYWHERE: &[&str] = &[
        "u.s", "u.k", "u.n", "e.u", "u.s.a", "d.c", "a.m", "p.m", "inc", "ltd", "co", "corp", "bros", "jr",
        "sr", "etc", "al", "dept", "univ", "assn", "ave", "blvd", "rd",
    ];
    let lower = word.to_lowercase();
    if BEFORE_NAME.contains(&lower.as_str()) {
        // "No" and "Art" are words of their own when nothing was abbreviated; the digit or name that
        // follows decides, and a wrong "no bound" costs less than a broken name.
        Some(Abbreviation::BeforeName)
    } else if ANYWHERE.contains(&lower.as_str()) {
        Some(Abbreviation::Anywhere)
    } else {
        None
    }
}

/// Whether `word`, with its capital, is one that mostly opens sentences ("The", "He", "But").
pub fn opens_sentence(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "This",
        "That",
        "These",
        "Those",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "With",
        "As",
        "After",
        "Before",
        "But",
        "And",
        "However",
        "Meanwhile",
        "If",
        "When",
        "While",
        "Since",
        "There",
        "What",
        "Who",
        "Both",
    ];
    OPENERS.contains(&word)
}

/// Whether `word` (lower case) is among the commonest English function words.
pub fn is_function_word(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
        "but", "by", "can", "could", "did", "do", "for", "from", "had", "has", "have", "he", "her", "him",
        "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "more", "my", "no", "not", "of",
        "on", "one", "only", "or", "other", "our", "out", "over", "said", "says", "she", "should", "so",
        "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
        "to", "under", "up", "was", "we", "were", "what", "when", "which", "while", "who", "will", "with",
        "would", "you", "your",
    ];
    COMMON.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("May"), Some(5));
        assert_eq!(month("may"), None);
        assert_eq!(weekday("Thurs"), Some(4));
        assert_eq!(weekday("Sunday"), Some(7));
        assert!(is_function_word("your") && is_function_word("a") && !is_function_word("dam"));
    }
}
