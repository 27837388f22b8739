//! Finds the verbs and nouns of [`super::lexicon`] in the words of a sentence.

use super::EventType;
use super::lexicon::{NOUNS, VERBS};
use regex::Regex;
use std::sync::LazyLock;

/// A match: where it begins and ends in the string, what it means, and whether it is a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: EventType,
    pub(super) verb: bool,
}

static PATTERNS: LazyLock<Vec<(EventType, bool, Regex)>> = LazyLock::new(|| {
    let compile = |table: &[(EventType, &[&str])], verb: bool| -> Vec<(EventType, bool, Regex)> {
        table
            .iter()
            .filter_map(|(kind, rows)| {
                // The longest row first, because the first that fits is taken.
                let mut rows: Vec<&str> = rows.to_vec();
                rows.sort_by_key(|row| std::cmp::Reverse(row.len()));
                let rows: Vec<String> = rows.into_iter().map(expand).collect();
                Regex::new(&format!(r" (?:{})(?-u:\b)", rows.join("|")))
                    .ok()
                    .map(|regex| (*kind, verb, regex))
            })
            .collect()
    };
    let mut all = compile(VERBS, true);
    all.extend(compile(NOUNS, false));
    all
});

/// The usual endings of a verb, with doubled consonants.
const ENDINGS: &str = "(?:e[sd]?|[sd]|ing|y(?:ing)?|ie[sd]|[lpnrtgmb](?:ed|ing))?";

/// `~` and `+` written out.
fn expand(row: &str) -> String {
    row.replace('+', ENDINGS).replace('~', "(?:[!-~]+ ){0,3}")
}

/// All matches in `string`, in order of their start, the longest first where several begin together.
pub(super) fn hits(string: &str) -> Vec<Hit> {
    let mut found: Vec<Hit> = PATTERNS
        .iter()
        .flat_map(|(kind, verb, pattern)| {
            pattern.find_iter(string).map(move |hit| Hit {
                start: hit.start() + 1,
                end: hit.end(),
                kind: *kind,
                verb: *verb,
            })
        })
        .collect();
    found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.kind));
    found
}

#[cfg(test)]
mod tests {
    use super::super::EventType::{Accuse, Assault, Coerce, Retreat, Sanction};
    use super::*;

    #[test]
    fn all_rows_compile() {
        assert_eq!(PATTERNS.len(), VERBS.len() + NOUNS.len());
    }

    fn check(words: &str, want: EventType) {
        assert_eq!(hits(&format!(" {words} ")).first().map(|hit| hit.kind), Some(want), "{words}");
    }

    #[test]
    fn the_longest_counts() {
        check("imposed a curfew", Coerce);
        check("imposed a naval blockade", Assault);
        check("withdrew its ambassador", Sanction);
        check("withdrew its troops", Retreat);
        check("launched an inquiry", Accuse);
        check("launched a new offensive", Assault);
        check("suspended humanitarian aid", Sanction);
    }
}
