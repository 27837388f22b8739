//! Reads how exactly a number is meant: "some", "more than", "up to", "or more", "-odd".
//!
//! In: tokens and where a number begins or ends. Out: where the words of approximation begin or end, and
//! what they say.

use super::Approximation::{self, About, AtLeast, AtMost, Exact, LessThan, MoreThan};
use super::lex::Toks;

/// Where the words of approximation before token `i` begin, and what they say.
pub(super) fn before(toks: &Toks, i: usize) -> (usize, Approximation) {
    if let Some(found) = signs(toks, i) {
        return found;
    }
    if i == 0 || !toks.joined(i) {
        return (i, Exact);
    }
    let last = toks.low(i - 1);
    let fits = |words: &str| {
        let mut at = i;
        for word in words.rsplit(' ') {
            if !toks.joined(at) || toks.low(at - 1) != word {
                return None;
            }
            at -= 1;
        }
        Some(at)
    };
    let Some((from, found)) = BEFORE
        .iter()
        .filter(|(words, _)| words.ends_with(last))
        .find_map(|(words, found)| Some((fits(words)?, *found)))
    else {
        return (i, Exact);
    };
    // "just over", "well under": they belong to the words.
    let from = match toks.back(from, 1) {
        "just" | "well" | "slightly" | "little" | "only" | "far" | "significantly" | "considerably"
            if toks.joined(from) && matches!(found, MoreThan | LessThan) =>
        {
            from - 1
        }
        _ => from,
    };
    (from, found)
}

/// "> 30", "<= 30", "≥30".
fn signs(toks: &Toks, i: usize) -> Option<(usize, Approximation)> {
    let (one, two) = (toks.back(i, 1), toks.back(i, 2));
    let found = match (two, one) {
        (">", "=") => (i - 2, AtLeast),
        ("<", "=") => (i - 2, AtMost),
        ("<", ">") | ("=", ">" | "<") => return None,
        (_, ">") => (i - 1, MoreThan),
        (_, "<") => (i - 1, LessThan),
        (_, "≥") => (i - 1, AtLeast),
        (_, "≤") => (i - 1, AtMost),
        (_, "~" | "≈") if i == 1 || !toks.at(i - 1).glued => (i - 1, About),
        _ => return None,
    };
    Some(found)
}

/// The words of approximation that begin at `end`, right after a number: where they end and what they
/// say.
pub(super) fn after(toks: &Toks, end: usize) -> Option<(usize, Approximation)> {
    if toks.low(end) == "+" && toks.at(end).glued && !(toks.at(end + 1).glued && toks.is_word(end + 1)) {
        return Some((end + 1, AtLeast));
    }
    let at = toks.past_hyphen(end);
    if at > end {
        return match toks.low(at) {
            "plus" => Some((at + 1, AtLeast)),
            "odd" => Some((at + 1, About)),
            _ => None,
        };
    }
    if !toks.joined(end) {
        return None;
    }
    AFTER.iter().find_map(|(words, found)| {
        let mut at = end;
        for word in words.split(' ') {
            if toks.low(at) != word || !toks.joined(at) {
                return None;
            }
            at += 1;
        }
        // In "30 or less than 40" they belong to the next number.
        (!matches!(toks.low(at), "than" | "or")).then_some((at, *found))
    })
}

/// Words before a number; the longer ones first where one ends with another.
const BEFORE: &[(&str, Approximation)] = &[
    ("greater than or equal to", AtLeast),
    ("more than or equal to", AtLeast),
    ("larger than or equal to", AtLeast),
    ("bigger than or equal to", AtLeast),
    ("higher than or equal to", AtLeast),
    ("equal to or greater than", AtLeast),
    ("equal to or more than", AtLeast),
    ("greater or equal to", AtLeast),
    ("greater or equal than", AtLeast),
    ("more or equal than", AtLeast),
    ("bigger or equal than", AtLeast),
    ("larger or equal than", AtLeast),
    ("higher or equal than", AtLeast),
    ("at least or equal to", AtLeast),
    ("less than or equal to", AtMost),
    ("smaller than or equal to", AtMost),
    ("lower than or equal to", AtMost),
    ("equal to or less than", AtMost),
    ("equal to or smaller than", AtMost),
    ("less or equal than", AtMost),
    ("smaller or equal than", AtMost),
    ("lower or equal than", AtMost),
    ("at most or equal to", AtMost),
    ("no fewer than", AtLeast),
    ("not fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("no lower than", AtLeast),
    ("no smaller than", AtLeast),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("no greater than", AtMost),
    ("no larger than", AtMost),
    ("no bigger than", AtMost),
    ("no higher than", AtMost),
    ("nothing more than", AtMost),
    ("as many as", AtMost),
    ("as much as", AtMost),
    ("as high as", AtMost),
    ("as few as", AtLeast),
    ("as little as", AtLeast),
    ("as low as", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("a maximum of", AtMost),
    ("maximum of", AtMost),
    ("in excess of", MoreThan),
    ("to the tune of", About),
    ("in the region of", About),
    ("somewhere around", About),
    ("something like", About),
    ("at least", AtLeast),
    ("at most", AtMost),
    ("up to", AtMost),
    ("more than", MoreThan),
    ("greater than", MoreThan),
    ("higher than", MoreThan),
    ("larger than", MoreThan),
    ("bigger than", MoreThan),
    ("heavier than", MoreThan),
    ("longer than", MoreThan),
    ("older than", MoreThan),
    ("upwards of", MoreThan),
    ("upward of", MoreThan),
    ("north of", MoreThan),
    ("fewer than", LessThan),
    ("less than", LessThan),
    ("lower than", LessThan),
    ("smaller than", LessThan),
    ("younger than", LessThan),
    ("shorter than", LessThan),
    ("short of", LessThan),
    ("south of", LessThan),
    ("an estimated", About),
    ("a reported", Exact),
    ("close to", About),
    ("near to", About),
    ("a total of", Exact),
    ("over", MoreThan),
    ("above", MoreThan),
    ("exceeding", MoreThan),
    ("exceeds", MoreThan),
    ("exceeded", MoreThan),
    ("exceed", MoreThan),
    ("surpassing", MoreThan),
    ("surpassed", MoreThan),
    ("surpasses", MoreThan),
    ("surpass", MoreThan),
    ("topping", MoreThan),
    ("topped", MoreThan),
    ("beyond", MoreThan),
    ("under", LessThan),
    ("below", LessThan),
    ("some", About),
    ("about", About),
    ("around", About),
    ("nearly", About),
    ("almost", About),
    ("roughly", About),
    ("approximately", About),
    ("approx", About),
    ("circa", About),
    ("estimated", About),
    ("perhaps", About),
    ("maybe", About),
];

/// Words after a number.
const AFTER: &[(&str, Approximation)] = &[
    ("or greater than or equal to", AtLeast),
    ("or more", AtLeast),
    ("or greater", AtLeast),
    ("or higher", AtLeast),
    ("or larger", AtLeast),
    ("or above", AtLeast),
    ("or over", AtLeast),
    ("or older", AtLeast),
    ("or better", AtLeast),
    ("and more", AtLeast),
    ("and above", AtLeast),
    ("and over", AtLeast),
    ("and counting", AtLeast),
    ("plus", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or lower", AtMost),
    ("or smaller", AtMost),
    ("or below", AtMost),
    ("or under", AtMost),
    ("or younger", AtMost),
    ("and less", AtMost),
    ("and below", AtMost),
    ("and under", AtMost),
    ("at most", AtMost),
    ("or so", About),
    ("give or take", About),
    ("odd", About),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::quantity::language::Numerals;

    /// `text` holds the number 9; `want` is the words of approximation with it, and what they say.
    fn check(text: &str, want: &str) {
        let toks = Toks::new(text, Numerals::of(Language::English));
        let at = (0..toks.toks.len()).find(|&i| toks.low(i) == "9").expect("a 9");
        let (from, found) = before(&toks, at);
        let (end, found) = match after(&toks, at + 1) {
            Some((end, later)) => (end, if found == Exact { later } else { found }),
            None => (at + 1, found),
        };
        assert_eq!(format!("{} {}", toks.cover(from, end).of(text), found.as_str()), want, "{text}");
    }

    #[test]
    fn hedges() {
        check("He saw 9 goats", "9 exact");
        check("He saw some 9 goats", "some 9 about");
        check("no fewer than 9 goats", "no fewer than 9 at-least");
        check("not more than 9 goats", "not more than 9 at-most");
        check("well over 9 goats", "well over 9 more-than");
        check("Up to 9 goats", "Up to 9 at-most");
        check("It rose. Some 9 goats", "Some 9 about");
        check("He saw some. 9 goats", "9 exact");
        check("9 or more goats", "9 or more at-least");
        check("9-odd goats", "9-odd about");
        check("9+ goats", "9+ at-least");
        check("x >= 9", ">= 9 at-least");
        check("<> 9", "9 exact");
    }
}
