//! The words that name an agreement: "a comprehensive new treaty", "the deal on grain between A and B".
//!
//! In: a sentence as a row of items. Out: ranges of items, each with its head noun and what the
//! words in front say (definite or not, whose, another one). Plurals are left out: "a number of
//! agreements" is no agreement that anything could be said of.
//!
//! Known gaps: a name whose verb is unknown to the word lists here may run on by a few words.

use super::flat::{Flat, Kind};
use super::words::{ADJECTIVES, NOT_BEFORE, is_verb, stops};

/// A noun phrase that names an agreement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    /// First item.
    pub(crate) start: usize,
    /// One past the last item.
    pub(crate) end: usize,
    /// The head noun's item.
    pub(crate) head: usize,
    /// What kind of noun the head is.
    pub(crate) class: Class,
    /// How it opens.
    pub(crate) opening: Opening,
    /// Whether it says that it is not the one before ("a similarly titled treaty", "another deal").
    pub(crate) other: bool,
}

/// Kinds of head noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// "treaty", "pact": nothing else is meant by the word.
    Treaty,
    /// "cease-fire", "truce".
    CeaseFire,
    /// "deal", "contract", "charter": also of players, flights and clubs.
    Loose,
    /// "document", "project", "text": only of an agreement that was just spoken of.
    Referring,
}

/// How a name opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// "the", "this", "its", "Velmora's", a year.
    Definite,
    /// "a", "another", "any".
    Indefinite,
    /// Nothing: "peace deal", as headlines write.
    Bare,
}

/// The class of a head noun.
fn class_of(word: &str) -> Option<Class> {
    Some(match word {
        "treaty" | "pact" | "accord" | "agreement" | "armistice" | "mou" => Class::Treaty,
        "cease-fire" | "ceasefire" | "truce" => Class::CeaseFire,
        "deal" | "contract" | "convention" | "protocol" | "charter" | "compact" | "framework"
        | "memorandum" => Class::Loose,
        "document" | "project" | "text" | "initiative" => Class::Referring,
        _ => return None,
    })
}

/// Whether `word` (folded) is a noun that may head a name.
pub(crate) fn is_head(word: &str) -> bool {
    class_of(word).is_some_and(|class| class != Class::Referring)
}

const DEFINITE: &[&str] =
    &["the", "this", "that", "its", "their", "our", "his", "her", "both", "such", "said"];
const INDEFINITE: &[&str] = &["a", "an", "another", "any", "no", "some", "every", "each"];
const OTHER: &[&str] =
    &["similar", "similarly", "another", "separate", "second", "different", "other", "third"];

/// The names of agreements in `flat`, in order, free of overlaps.
pub(crate) fn names(flat: &Flat) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for head in 0..flat.items.len() {
        if flat.items[head].kind != Kind::Word {
            continue;
        }
        let Some(class) = class_of(flat.word(head)) else { continue };
        let floor = found.last().map_or(0, |last| last.end);
        if head < floor || is_part_of_another_name(flat, head) {
            continue;
        }
        let Some((start, opening)) = open(flat, head, floor) else { continue };
        if !means_agreement(flat, class, opening, start, head) {
            continue;
        }
        let other = flat.items[start..head].iter().any(|item| item.is(OTHER));
        let end = close(flat, head, class);
        found.push(Name { start, end, head, class, opening, other });
    }
    found
}

fn is_part_of_another_name(flat: &Flat, head: usize) -> bool {
    let next = flat.word(head + 1);
    NOT_BEFORE.contains(&next) || (next == "'s" && NOT_BEFORE.contains(&flat.word(head + 2))) || is_head(next)
}

/// Most items a name may have before its head; longer runs are sentences that the stop list missed.
const LONGEST_OPENING: usize = 9;

/// The first item of the name and how it opens; `None` when no noun stands there.
fn open(flat: &Flat, head: usize, floor: usize) -> Option<(usize, Opening)> {
    let mut start = head;
    let mut at = head;
    let mut opening = Opening::Bare;
    // Set while the walk has passed "and" or a comma: what lies before only counts when an article
    // or an owner follows further left ("a new, comprehensive treaty").
    let mut open_list = false;
    while at > floor && head - at < LONGEST_OPENING {
        let item = &flat.items[at - 1];
        let next = at.saturating_sub(2);
        match item.kind {
            Kind::Word if item.is(DEFINITE) => return Some((at - 1, Opening::Definite)),
            Kind::Word if item.is(INDEFINITE) => return Some((at - 1, Opening::Indefinite)),
            Kind::Word if item.is(&["'s", "'"]) && at >= 2 && at - 2 >= floor => {
                let article = at >= 3 && at - 3 >= floor && flat.items[at - 3].is(&["the", "this", "that"]);
                return Some((if article { at - 3 } else { at - 2 }, Opening::Definite));
            }
            Kind::Word if item.word.ends_with("'s") => return Some((at - 1, Opening::Definite)),
            Kind::Word if item.is(ADJECTIVES) && (start == at) && has_article(flat, at - 1, floor) => {}
            Kind::Word if item.is(&["and"]) && at < head => open_list = true,
            Kind::Word
                if stops(&item.word) || item.word.ends_with("ly") && !has_article(flat, at - 1, floor) =>
            {
                break;
            }
            Kind::Mark if item.is(&[","]) && at < head => open_list = true,
            // "the Velmora - Tassia treaty"
            Kind::Mark if item.is(&["-", "/"]) && matches!(flat.items[next].kind, Kind::Actor(_)) => {}
            Kind::Mark => break,
            Kind::Time(_) if open_list => break,
            Kind::Time(_) => opening = Opening::Definite,
            Kind::Actor(_) if open_list => break,
            Kind::Word | Kind::Actor(_) => {}
            Kind::Agreement(_) | Kind::Source | Kind::Target => break,
        }
        at -= 1;
        if !open_list {
            start = at;
        }
    }
    // "On Monday treaty talks": a time without an article or owner is no part of the name.
    while start < head && matches!(flat.items[start].kind, Kind::Time(_)) {
        start += 1;
        opening = Opening::Bare;
    }
    Some((start, opening))
}

/// Whether an article or owner stands a few words left of `at`, with nothing that stops between.
fn has_article(flat: &Flat, at: usize, floor: usize) -> bool {
    (floor.max(at.saturating_sub(4))..at).rev().any(|left| {
        flat.items[left].is(DEFINITE)
            || flat.items[left].is(INDEFINITE)
            || flat.items[left].is(&["'s", "similarly"])
    })
}

/// Leaves out verbs ("to deal with"), amounts ("a great deal of") and things that only share the word.
fn means_agreement(flat: &Flat, class: Class, opening: Opening, start: usize, head: usize) -> bool {
    let word = flat.word(head);
    let before = if head > 0 { flat.word(head - 1) } else { "" };
    let after = flat.word(head + 1);
    match word {
        "deal" => {
            let verb = before == "to" || (head == start && after == "with");
            let amount =
                matches!(before, "great" | "good" | "big") && matches!(after, "of" | "more" | "to" | "about");
            let pronoun = matches!(
                before,
                "will" | "must" | "can" | "they" | "we" | "who" | "cannot" | "not" | "should"
            );
            let blow = matches!(after, "a" | "an" | "blow" | "breaker");
            !verb
                && !amount
                && !pronoun
                && !blow
                && (opening != Opening::Bare || head > start || follows_verb(flat, start))
        }
        "agreement" | "accord" => {
            let idiom =
                matches!(before, "in" | "of" | "own") || (opening == Opening::Bare && after == "that");
            !idiom && after != "to" || (after == "to" && opening != Opening::Bare)
        }
        "framework" => matches!(after, "between" | "with") || follows_verb(flat, start),
        "compact" | "charter" | "protocol" | "convention" | "contract" | "memorandum" => {
            opening != Opening::Bare
        }
        _ if class == Class::Referring => {
            // "the text of an agreement" is the agreement's; it names nothing by itself.
            opening == Opening::Definite
                && head == start + 1
                && flat.items[start].is(&["the", "this", "that"])
                && after != "of"
        }
        _ => true,
    }
}

fn follows_verb(flat: &Flat, start: usize) -> bool {
    start > 0 && flat.items[start - 1].kind == Kind::Word && is_verb(flat.word(start - 1))
}

/// Most items that may follow a head as part of the name, before "between" or "with".
const LONGEST_CLOSING: usize = 10;

/// One past the last item: the head, what it is on or of, and whom it is between or with.
fn close(flat: &Flat, head: usize, class: Class) -> usize {
    let mut end = head + 1;
    if flat.word(end) == "of" && flat.word(end + 1) == "understanding" {
        end += 2;
    }
    if class == Class::Referring {
        return end;
    }
    let subject = ["on", "of", "for", "about", "governing", "covering", "regulating", "over", "against"];
    if flat.get(end).is_some_and(|item| item.is(&subject)) {
        end = subject_end(flat, end);
    }
    parties_end(flat, end).unwrap_or(end)
}

/// One past what the agreement is on: the words after "on", up to a verb, a time or a mark.
fn subject_end(flat: &Flat, from: usize) -> usize {
    let mut at = from + 1;
    while at < flat.items.len() && at - from <= LONGEST_CLOSING {
        let item = &flat.items[at];
        match item.kind {
            // "… and plan to sign it" is the next clause.
            Kind::Word if item.is(&["and"]) && (is_verb(flat.word(at + 1)) || flat.word(at + 2) == "to") => {
                break;
            }
            Kind::Word => {
                let inner = item.is(&["and", "of", "the", "a", "an", "its", "their", "'s", "for"]);
                // After an article "-ed" words are adjectives: "on a shared river".
                let adjective = flat.items[at - 1].is(&["the", "a", "an", "of", "on", "and"]);
                if !inner
                    && (stops(&item.word) || is_head(&item.word))
                    && !(adjective && item.word.ends_with("ed"))
                {
                    break;
                }
                if !inner && !adjective && item.word.ends_with("ed") {
                    break;
                }
            }
            Kind::Actor(_) => {}
            _ => break,
        }
        at += 1;
    }
    while at > from
        && (flat.items[at - 1].is(&["and", "of", "the", "a", "an", "its", "their", "on", "for", "about"]))
    {
        at -= 1;
    }
    at.max(from)
}

/// One past the last party after "between" or "with"; `None` when none stands there.
fn parties_end(flat: &Flat, from: usize) -> Option<usize> {
    let between = flat.word(from) == "between";
    if !between && !flat.get(from).is_some_and(|item| item.is(&["with", "among"])) {
        return None;
    }
    let mut last = None;
    let mut gap = 0;
    for at in from + 1..flat.items.len() {
        let item = &flat.items[at];
        match item.kind {
            Kind::Actor(_) => {
                last = Some(at + 1);
                gap = 0;
            }
            Kind::Mark if !item.is(&[",", "-", "/"]) => break,
            Kind::Time(_) | Kind::Agreement(_) | Kind::Source | Kind::Target => break,
            Kind::Word if item.is(&["and", "the", "of", "'s", "its", "two", "both"]) => {}
            Kind::Word if stops(&item.word) => break,
            Kind::Word | Kind::Mark => gap += 1,
        }
        // After a comma only "and" or another party goes on with the list.
        if gap > if last.is_some() { 1 } else { 3 } {
            break;
        }
    }
    if last.is_none() && between {
        let nouns =
            ["countries", "sides", "neighbours", "neighbors", "nations", "states", "governments", "parties"];
        return (from + 1..(from + 5).min(flat.items.len()))
            .find(|&at| flat.items[at].is(&nouns))
            .map(|at| at + 1);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_text::Span;

    fn check(text: &str, want: &[&str]) {
        let found: Vec<(Span, Kind)> = ["Velmora", "Tassia", "Orland"]
            .iter()
            .enumerate()
            .flat_map(|(at, name)| {
                text.match_indices(name).map(move |(i, n)| (Span::new(i, i + n.len()), Kind::Actor(at)))
            })
            .collect();
        let flat = Flat::new(text, Span::new(0, text.len()), &super::super::flat::disjoint(found));
        let names: Vec<&str> = names(&flat)
            .iter()
            .map(|name| flat.items[name.start].span.cover(flat.items[name.end - 1].span).of(text))
            .collect();
        assert_eq!(names, want, "{text}");
    }

    #[test]
    fn noun_phrases() {
        check("They signed a comprehensive new treaty today.", &["a comprehensive new treaty"]);
        check("a similarly titled “grain” treaty was read", &["a similarly titled “grain” treaty"]);
        check(
            "The treaty on river tolls between Velmora and Tassia lapsed.",
            &["The treaty on river tolls between Velmora and Tassia"],
        );
        check("Velmora's fishing pact with Tassia expired in May.", &["Velmora's fishing pact with Tassia"]);
        check("the Velmora-Tassia ceasefire agreement holds", &["the Velmora-Tassia ceasefire agreement"]);
        check(
            "a memorandum of understanding on rail with Orland",
            &["a memorandum of understanding on rail with Orland"],
        );
        check("Velmora, Tassia to sign peace deal", &["peace deal"]);
        check("an agreement between the two countries", &["an agreement between the two countries"]);
        check("the text of an accord on tides and plan to sign it", &["an accord on tides"]);
        check("a new, wider accord on fish stocks shared by both", &["a new, wider accord on fish stocks"]);
        check("a treaty of friendship and trade was drafted", &["a treaty of friendship and trade"]);
        check("the treaty on tolls collapsed", &["the treaty on tolls"]);
    }

    #[test]
    fn no_agreements() {
        check("They have to deal with a great deal of mud.", &[]);
        check("The treaty allies met in Treaty Street.", &[]);
        check("He was in agreement and dealt a blow.", &[]);
        check("A charter flight took off after the safety protocol talks.", &["the safety protocol"]);
        check("", &[]);
    }
}
