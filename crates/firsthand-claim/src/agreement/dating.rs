//! Which time expression dates a step, if any.
//!
//! In: the row of a sentence and where a step is told in it. Out: the time that stands in the same
//! clause, behind the step or at the head of the clause. A time behind a verb of speech dates the
//! speech, one behind another verb dates that; both are left alone.

use super::flat::{Flat, Kind};
use crate::{Clue, When, WhenKind};

/// Verbs of speech: a time beside them says when something was said.
const SPEECH: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "tells",
    "announced",
    "announces",
    "stated",
    "reported",
    "added",
    "confirmed",
    "according",
    "wrote",
    "noted",
    "declared",
    "warned",
    "quoted",
];

/// Words that open another clause, after which a time belongs to something else.
const BOUNDARY: &[&str] = &[
    "while",
    "when",
    "as",
    "because",
    "although",
    "but",
    "who",
    "that",
    "which",
    "whose",
    "if",
    "unless",
    "will",
    "would",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "to",
    "following",
    "amid",
    "despite",
    "where",
    "they",
    "he",
    "she",
    "it",
    "after",
    "before",
    "until",
    "since",
    "ahead",
    "over",
    "due",
    "for",
];

/// Farthest a time may stand behind its step, in items.
const REACH: usize = 14;

/// The time that dates the step told from item `start` to `end`.
pub(crate) fn date_of(flat: &Flat, start: usize, end: usize, times: &[When]) -> Option<usize> {
    inside(flat, start, end, times).or_else(|| behind(flat, end, times)).or_else(|| ahead(flat, start, times))
}

/// Whether `time` names a day or a month that has not passed as the text tells it.
pub(crate) fn names_day_or_month(time: &When) -> bool {
    let by_clue = match time.clue {
        Clue::DaysAway(days) => days >= 0,
        Clue::MonthsAway(months) => months >= 0,
        Clue::Year(_) | Clue::YearsAway(_) | Clue::Nothing => shows_month(&time.value),
        // Every other clue names a day or month of the calendar.
        _ => true,
    };
    by_clue && !matches!(time.modifier, Some("BEFORE" | "AFTER"))
}

/// Whether a TIMEX3 value goes down to the month or the day: "2031-05", "XXXX-05-12", "2031-W20-5".
fn shows_month(value: &str) -> bool {
    let mut parts = value.split('-').skip(1);
    match parts.next() {
        Some(week) if week.starts_with('W') => {
            parts.next().is_some_and(|day| day.bytes().all(|b| b.is_ascii_digit()))
        }
        Some(month) => month.len() >= 2 && month.as_bytes()[..2].iter().all(u8::is_ascii_digit),
        None => false,
    }
}

fn dates(flat: &Flat, at: usize, times: &[When]) -> Option<usize> {
    let Kind::Time(index) = flat.items[at].kind else { return None };
    let time = times.get(index)?;
    let calendar = matches!(time.kind, WhenKind::Date | WhenKind::Time) && !time.value.ends_with("_REF");
    calendar.then_some(index)
}

/// "will on Friday sign the treaty"
fn inside(flat: &Flat, start: usize, end: usize, times: &[When]) -> Option<usize> {
    (start..end.min(flat.items.len())).find_map(|at| {
        let speech = at > 0 && flat.items[at - 1].is(SPEECH);
        dates(flat, at, times).filter(|_| !speech)
    })
}

fn behind(flat: &Flat, end: usize, times: &[When]) -> Option<usize> {
    for at in end..flat.items.len().min(end + REACH) {
        let item = &flat.items[at];
        match item.kind {
            Kind::Time(_) => match dates(flat, at, times) {
                // "on Friday said": the time of the speech that follows.
                Some(_) if flat.get(at + 1).is_some_and(|next| next.is(SPEECH)) => return None,
                Some(index) => return Some(index),
                None => {}
            },
            Kind::Mark if item.is(&[","]) => {
                let after = if flat.get(at + 1).is_some_and(|next| next.is(&["in", "on", "at"])) {
                    at + 2
                } else {
                    at + 1
                };
                if !flat.get(after).is_some_and(|next| matches!(next.kind, Kind::Time(_))) {
                    return None;
                }
            }
            Kind::Mark => return None,
            Kind::Word if item.is(&["and"]) => {
                let actor = flat.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Actor(_)));
                let plain = flat
                    .get(at + 2)
                    .is_none_or(|next| next.is(&["in", "on", "at"]) || matches!(next.kind, Kind::Time(_)));
                if !(actor && plain) {
                    return None;
                }
            }
            // "by Friday" is a time limit.
            Kind::Word
                if item.is(&["by"])
                    && flat.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Time(_))) =>
            {
                return None;
            }
            // "set for Friday"
            Kind::Word
                if item.is(&["for"])
                    && flat.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Time(_))) => {}
            Kind::Word if item.is(BOUNDARY) || item.is(SPEECH) => return None,
            Kind::Word
                if item.word.ends_with("ing") && !item.is(&["during", "morning", "evening", "meeting"]) =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// "On Friday Velmora and Tassia signed", "last year when he signed"
fn ahead(flat: &Flat, start: usize, times: &[When]) -> Option<usize> {
    const SUBJECT: &[&str] = &[
        "and",
        ",",
        "the",
        "two",
        "both",
        "leaders",
        "countries",
        "sides",
        "they",
        "he",
        "she",
        "it",
        "president",
        "prime",
        "minister",
        "leader",
        "foreign",
        "king",
        "neighbours",
        "governments",
        "presidents",
        "ministers",
        "its",
        "their",
    ];
    let mut when = false;
    for at in (start.saturating_sub(REACH)..start).rev() {
        let item = &flat.items[at];
        match item.kind {
            Kind::Time(_) => {
                let index = dates(flat, at, times)?;
                let first = if at > 0 && flat.items[at - 1].is(&["on", "in", "at", "late", "early"]) {
                    at - 1
                } else {
                    at
                };
                let before = first.checked_sub(1).map(|before| &flat.items[before]);
                let opens =
                    before.is_none_or(|before| before.is(&[";", ":", "(", "but", "-", "—", "–", "that"]));
                let speech = before.is_some_and(|before| before.is(SPEECH));
                return ((opens || when) && !speech).then_some(index);
            }
            Kind::Word if item.is(&["when"]) && !when => when = true,
            Kind::Actor(_) | Kind::Agreement(_) => {}
            Kind::Word | Kind::Mark if item.is(SUBJECT) => {}
            _ => return None,
        }
    }
    None
}
