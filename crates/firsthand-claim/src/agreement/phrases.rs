//! Steps that are told without a verb of their own: "talks on a treaty", "a high level of readiness",
//! "the signing is set for Friday", "on the orders of".

use super::Stage;
use super::dating::{date_of, names_day_or_month};
use super::flat::{Flat, Kind};
use super::parties::subject_before;
use super::steps::{About, Found, Sentence, subject};
use super::verb::doubt;
use crate::Modality;
use regex::Regex;
use std::sync::LazyLock;

/// How the agreement is found from a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// It is the item at the end of the phrase.
    Last,
    /// It is the item at the start of the phrase.
    First,
    /// It is the subject of the words before.
    Subject,
    /// It is the nearest name before it in the sentence.
    Before,
}

struct Phrase {
    pattern: Regex,
    place: Where,
    stage: Stage,
    /// Only with a day or month behind it.
    dated: bool,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let talks = "(?:talks|negotiations|discussions|consultations)";
    let rows: [(&str, Where, Stage, bool); 11] = [
        (r" final (?:version|text|draft|wording) of @a ", Where::Last, Stage::TextReady, false),
        (
            r" (?:at )?(?:a |an |the )?(?:high|advanced|final|late|very advanced) (?:level|degree|stage|stages|state|phase)(?: of (?:readiness|completion|preparation|preparations))? ",
            Where::Subject,
            Stage::TextReady,
            false,
        ),
        (
            r" (?:now |nearly |almost |all but |fully )?(?:ready|complete|close to completion|near completion)(?: (?:for signing|for signature|to be signed|to sign))? ",
            Where::Subject,
            Stage::TextReady,
            false,
        ),
        (r" (?:close|closer|near|nearing|nearer)(?: to)? @a ", Where::Last, Stage::TextReady, false),
        (
            &format!(r" {talks} (?:on|over|about|for|towards|toward) (?:the |a |an |draft |terms |of )*@a "),
            Where::Last,
            Stage::Negotiating,
            false,
        ),
        (&format!(r" @a {talks} "), Where::First, Stage::Negotiating, false),
        (
            r" @a (?:is|are|was|remains|still) (?:still |now )?under (?:negotiation|discussion) ",
            Where::First,
            Stage::Negotiating,
            false,
        ),
        (
            r" @a (?:is|has been|remains|is now|is still|is already) in force ",
            Where::First,
            Stage::InForce,
            false,
        ),
        (
            r" (?:on|at|under|by) the (?:orders?|instructions?|behest|request) of (?:the )?@p ",
            Where::Before,
            Stage::Mandated,
            false,
        ),
        (
            r" (?:signing|signature)(?: ceremony)? (?:of|for) @a (?:is |was |has been |had been )?(?:scheduled|set|due|planned|expected|fixed|to take place) ",
            Where::Subject,
            Stage::SigningScheduled,
            true,
        ),
        (
            r" @a (?:is |has been )?(?:due|set|scheduled|slated|planned) for (?:signing|signature) ",
            Where::First,
            Stage::SigningScheduled,
            true,
        ),
    ];
    rows.into_iter()
        .filter_map(|(pattern, place, stage, dated)| {
            Regex::new(pattern).ok().map(|pattern| Phrase { pattern, place, stage, dated })
        })
        .collect()
});

/// Most words around talks that may say that they came to nothing.
const TALKS_REACH: usize = 8;

/// The steps told by phrases in `sentence`.
pub(super) fn steps(sentence: &Sentence) -> Vec<Found> {
    let flat = sentence.flat;
    PHRASES
        .iter()
        .flat_map(|phrase| {
            phrase
                .pattern
                .find_iter(&flat.string)
                .map(move |found| (phrase, found.start() + 1, found.end() - 1))
        })
        .filter_map(|(phrase, from, to)| {
            let (first, last) = (flat.item_at(from)?, flat.item_at(to.saturating_sub(1))?);
            step(sentence, phrase, first, last)
        })
        .collect()
}

fn step(sentence: &Sentence, phrase: &Phrase, first: usize, last: usize) -> Option<Found> {
    let flat = sentence.flat;
    let (start, past) = predicate_start(flat, first);
    let about = match phrase.place {
        Where::Last => name_at(flat, last)?,
        Where::First => name_at(flat, first)?,
        Where::Before => (0..first).rev().find_map(|at| name_at(flat, at))?,
        Where::Subject if phrase.stage == Stage::SigningScheduled => {
            (first..=last).find_map(|at| name_at(flat, at))?
        }
        // "is ready": the phrase must be said of the agreement.
        Where::Subject => subject(flat, start.filter(|&start| start < first)?)?,
    };
    if matches!(about, About::Name(name) if sentence.names.get(name).is_some_and(|said| said.none)) {
        return None;
    }
    if doubt(flat, start.unwrap_or(first)).is_some() || negated(flat, start.unwrap_or(first), first) {
        return None;
    }
    let talks = phrase.stage == Stage::Negotiating;
    if talks && came_to_nothing(flat, first, last) {
        return None;
    }
    if phrase.stage == Stage::Mandated && !in_work(flat, first) {
        return None;
    }
    let begin = if phrase.place == Where::Subject { first } else { start.unwrap_or(first).min(first) };
    let begin = if matches!(phrase.place, Where::First | Where::Before) { first } else { begin };
    let when = date_of(flat, first, last + 1, sentence.times);
    let dated = when.and_then(|index| sentence.times.get(index)).is_some_and(names_day_or_month);
    if phrase.dated && (!dated || past) {
        return None;
    }
    let modality = if phrase.dated { Modality::Planned } else { Modality::Happened };
    let when = when.filter(|_| phrase.stage != Stage::Mandated);
    // "Velmora and Tassia close to a new treaty"
    let by = match phrase.place {
        Where::Last => subject_before(flat, begin).map(|(_, members)| members).unwrap_or_default(),
        _ => Vec::new(),
    };
    Some(Found { stage: phrase.stage, modality, items: (begin, last + 1), about, when, by })
}

fn name_at(flat: &Flat, at: usize) -> Option<About> {
    match flat.get(at)?.kind {
        Kind::Agreement(name) => Some(About::Name(name)),
        _ => None,
    }
}

/// Where "is", "has already been", … before a phrase begins, and whether it is told in the past.
fn predicate_start(flat: &Flat, first: usize) -> (Option<usize>, bool) {
    const BE: &[&str] = &[
        "is", "was", "been", "has", "had", "have", "are", "were", "already", "now", "nearly", "almost",
        "still", "at", "in", "reached", "its",
    ];
    let mut at = first;
    while at > 0 && flat.items[at - 1].is(BE) {
        at -= 1;
    }
    let past = flat.items[at..first].iter().any(|item| item.is(&["was", "had", "were"]));
    ((at < first).then_some(at), past)
}

fn negated(flat: &Flat, start: usize, first: usize) -> bool {
    flat.items[start.saturating_sub(3)..first].iter().any(|item| {
        item.is(&[
            "not", "no", "never", "without", "would", "will", "when", "until", "once", "far", "if", "could",
        ]) || item.word.ends_with("n't")
    })
}

fn came_to_nothing(flat: &Flat, first: usize, last: usize) -> bool {
    const ENDS: &[&str] = &[
        "collapsed",
        "collapse",
        "broke",
        "failed",
        "stalled",
        "ended",
        "suspended",
        "abandoned",
        "cancelled",
        "deadlocked",
        "rejected",
        "refused",
        "resume",
        "called",
        "ruled",
    ];
    let from = first.saturating_sub(TALKS_REACH);
    let to = flat.items.len().min(last + TALKS_REACH);
    flat.items[from..to].iter().any(|item| item.is(ENDS))
}

/// Whether the words before say that the agreement is being made: "is being prepared on the orders of".
fn in_work(flat: &Flat, first: usize) -> bool {
    const MAKING: &[&str] = &[
        "prepared",
        "drafted",
        "drawn",
        "developed",
        "negotiated",
        "written",
        "up",
        "preparing",
        "drafting",
    ];
    flat.items[first.saturating_sub(4)..first].iter().any(|item| item.is(MAKING))
}
