//! Words that stand elsewhere in the other's sentence: moved, not left out and put in.
//!
//! In: two sentences that are one, and the runs in which they differ. Out: the pairs of runs of which
//! one holds what is missing at the other.
//!
//! Known gaps: words spread over several places are seen only with the place that holds most of them.

use crate::edit_class::{Favours, Judged, Part, judge};
use crate::lexicon::is_time_name;
use crate::reading::Token;
use crate::stemma::{EditClass, EditKind};
use firsthand_text::language::en;

/// Runs of one sentence that are paired with each other; a sentence in which more differ was rewritten.
const MOST_RUNS: usize = 40;

/// Tokens of a sentence; what is longer is no sentence.
const LONGEST: usize = 400;

/// Of the content words of the larger run so many in three stand in the other as well.
const AGREE: usize = 2;
const OF: usize = 3;

/// Ranges of tokens in the model and in the reading.
pub(crate) type Ranges = ((usize, usize), (usize, usize));

/// Pairs of `runs` (dropped, put in) with the same content.
pub(crate) fn moves(model: &[Token], own: &[Token], runs: &[Ranges]) -> Vec<(usize, usize)> {
    if runs.len() < 2 || runs.len() > MOST_RUNS || model.len().max(own.len()) > LONGEST {
        return Vec::new();
    }
    let content: Vec<(Vec<String>, Vec<String>)> = runs
        .iter()
        .map(|(a, b)| {
            let (x, y) = (stems(&model[a.0..a.1]), stems(&own[b.0..b.1]));
            let only = |of: &[String], other: &[String]| -> Vec<String> {
                of.iter().filter(|stem| !other.contains(stem)).cloned().collect()
            };
            (only(&x, &y), only(&y, &x))
        })
        .collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (from, (dropped, instead)) in content.iter().enumerate() {
        if dropped.is_empty() || !instead.is_empty() {
            continue;
        }
        let best = content
            .iter()
            .enumerate()
            .filter(|(to, (lost, put))| *to != from && lost.is_empty() && !put.is_empty())
            .filter(|(to, _)| !pairs.iter().any(|pair| pair.1 == *to))
            .map(|(to, (_, put))| (shared(dropped, put), put.len().max(dropped.len()), to))
            .filter(|(shared, most, _)| *shared > 0 && shared * OF >= most * AGREE)
            .max_by_key(|&(shared, most, to)| (shared, std::cmp::Reverse(most), std::cmp::Reverse(to)));
        if let Some((_, _, to)) = best {
            pairs.push((from, to));
        }
    }
    pairs
}

fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|stem| b.contains(stem)).count()
}

/// The stems of the words that say something, each once.
fn stems(tokens: &[Token]) -> Vec<String> {
    let mut stems: Vec<String> = tokens
        .iter()
        .filter(|token| !token.mark && !en::is_function_word(&token.lower))
        .map(|token| stem(&token.lower))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Verbs of reports whose past forms have another stem.
const IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("begun", "begin"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("fought", "fight"),
    ("found", "find"),
    ("fled", "flee"),
    ("gave", "give"),
    ("given", "give"),
    ("held", "hold"),
    ("kept", "keep"),
    ("led", "lead"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("ran", "run"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("said", "say"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("sold", "sell"),
    ("spoke", "speak"),
    ("stood", "stand"),
    ("struck", "strike"),
    ("swept", "sweep"),
    ("taken", "take"),
    ("took", "take"),
    ("told", "tell"),
    ("went", "go"),
    ("won", "win"),
    ("written", "write"),
    ("wrote", "write"),
];

/// A word without its ending, good enough to know it again.
pub(crate) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches('\'');
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return stem(base);
    }
    let cut = ["ings", "ing", "ed", "es", "s", "e"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > 2));
    // "carried" and "carry", "stopped" and "stop".
    let stem = cut.unwrap_or(word);
    if let Some(stem) = stem.strip_suffix('i').filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let mut chars = stem.chars().rev();
    match (chars.next(), chars.next()) {
        (Some(last), Some(before)) if cut.is_some() && last == before && !"aeiousl".contains(last) => {
            stem[..stem.len() - last.len_utf8()].to_owned()
        }
        _ => stem.to_owned(),
    }
}

/// What a move does: nothing but another order, or other words as well.
///
/// `wide` are the ranges that hold both places.
pub(crate) fn judge_move(
    dropped: Part<'_>,
    put: Part<'_>,
    wide: (Part<'_>, Part<'_>),
    credited: &[String],
) -> Judged {
    let bag = |part: Part<'_>, all: bool| -> Vec<u64> {
        let mut words: Vec<u64> = part
            .tokens()
            .iter()
            .filter(|token| !token.mark && (all || !en::is_function_word(&token.lower)))
            .map(|token| token.hash)
            .collect();
        words.sort_unstable();
        words
    };
    if bag(dropped, false) == bag(put, false) && bag(wide.0, true) == bag(wide.1, true) {
        if let Some((one, other)) = changed_places(wide.0.tokens(), wide.1.tokens()) {
            let note = format!("“{one}” and “{other}” have changed places");
            return (EditClass::Meaning, EditKind::Rewrite, note);
        }
        return (EditClass::Style, EditKind::WordOrder, String::new());
    }
    let judged = judge(dropped, put, Favours::Neither, credited);
    match judged.0 {
        EditClass::Meaning | EditClass::Framing => judged,
        _ => (EditClass::Wording, EditKind::Rewrite, String::new()),
    }
}

/// Two names that stand in another order with a word between that tells who does and who suffers.
fn changed_places<'t>(a: &'t [Token], b: &[Token]) -> Option<(&'t str, &'t str)> {
    let names = |tokens: &[Token]| -> Vec<usize> {
        tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| !token.mark && token.capital && !is_time_name(token))
            .filter(|(_, token)| !en::is_function_word(&token.lower))
            .map(|(at, _)| at)
            .collect()
    };
    let place = |hash: u64| b.iter().position(|token| token.hash == hash);
    for pair in names(a).windows(2) {
        let (one, other) = (&a[pair[0]], &a[pair[1]]);
        let between = &a[pair[0] + 1..pair[1]];
        let (Some(at), Some(before)) = (place(one.hash), place(other.hash)) else { continue };
        if before >= at {
            continue;
        }
        let tells = |tokens: &[Token]| {
            tokens.iter().any(|token| !token.mark && !matches!(token.lower.as_str(), "and" | "or" | "the"))
        };
        if tells(between) && tells(&b[before + 1..at]) {
            return Some((&one.lower, &other.lower));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_of_verbs() {
        for (a, b) in [("held", "holding"), ("floods", "flooding"), ("closed", "close"), ("taken", "takes")] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("bring"), stem("brand"));
    }
}
