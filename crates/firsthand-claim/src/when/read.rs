//! Puts the pieces of one expression together: "early on Tuesday", "the end of the year",
//! "5 p.m. Wednesday", "Friday evening".
//!
//! In: a page and a token. Out: the longest expression that begins there.

use super::clock::{behind, by_part, clock, clock_time};
use super::compose;
use super::dates;
use super::holiday;
use super::length;
use super::lexicon::{Is, Page, Unit};
use super::recurring;
use super::relative;
use super::sense::{Found, Part, Sense};
use super::year;

/// The expression that begins at token `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    if page.is(i) == Is::Feast {
        return with_time(page, i);
    }
    if page.is(i) == Is::Nothing
        && !matches!(page.low(i), "'" | "’" | "‘")
        && page.at(i).kind != firsthand_text::TokenKind::Number
    {
        return None;
    }
    let forms: [fn(&Page, usize) -> Option<Found>; 9] = [
        compose::read,
        clock,
        edged,
        staged,
        with_time,
        length::length,
        recurring::recurring,
        recurring::reference,
        compose::day_of_month,
    ];
    let mut best: Option<Found> = None;
    for form in forms {
        if let Some(found) = form(page, i)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    let found = best.map(|found| in_era(page, found))?;
    let fiscal =
        (i..found.end).any(|at| matches!(page.low(at), "fiscal" | "fy") || page.low(at).starts_with("fy2"));
    Some(if fiscal { found.in_fiscal_year() } else { found })
}

/// Years "BC" are told by what stands behind them.
fn in_era(page: &Page, mut found: Found) -> Found {
    let dated = matches!(
        found.sense,
        Sense::Year(_)
            | Sense::Day { .. }
            | Sense::Month { .. }
            | Sense::Season { .. }
            | Sense::Quarter { .. }
    );
    if let Some((back, end)) = year::era(page, found.end) {
        if matches!(found.sense, Sense::Decade(_) | Sense::Century(_)) {
            found.end = end;
            found.bc = back;
        }
    } else if dated {
        let stop = usize::from(page.before(found.end) == ".");
        found.bc = found.end > stop && year::era(page, found.end - 1 - stop).is_some_and(|(back, _)| back);
    }
    found
}

/// A date by itself.
pub(super) fn date(page: &Page, i: usize) -> Option<Found> {
    let longer = |one: Option<Found>, other: Option<Found>| match (one, other) {
        (Some(one), Some(other)) => Some(if other.end > one.end { other } else { one }),
        (one, other) => one.or(other),
    };
    longer(longer(dates::read(page, i), relative::deictic(page, i)), holiday::read(page, i))
}

/// A date and the time behind it: "Friday evening", "yesterday at 5 p.m.".
fn with_time(page: &Page, i: usize) -> Option<Found> {
    let found = date(page, i)?;
    let tonight = found.time.as_deref() == Some("NI") && page.low(i) == "tonight";
    if !tonight && found.time.is_some() || !is_day(&found.sense) {
        return Some(found);
    }
    let mut found = found;
    // "Friday evening", "Friday late afternoon", "Friday in the morning"
    let end = found.end;
    let at = match (page.low(end), page.low(end + 1)) {
        ("in" | "during", "the") => end + 2,
        (",", "in") if page.low(end + 2) == "the" => end + 3,
        _ => end,
    };
    let at = match page.low(at) {
        "late" | "early" | "mid" => page.past_hyphen(at + 1),
        _ => at,
    };
    match page.is(at) {
        Is::Unit(Unit::Night, false) if at == end => {
            found = Found { end: at + 1, time: Some("NI".to_owned()), ..found };
        }
        Is::Part(part) if !matches!(page.low(at), "tonight") && page.low(at + 1) != "of" => {
            found = Found { end: at + 1, time: Some(part.to_owned()), ..found };
        }
        _ => {}
    }
    let end = found.end;
    let at = end + usize::from(page.low(end) == ",");
    // "Thursday at 5", "Thursday by 5 p.m.", "Thursday no later than 17:00"
    let (at, modifier) = match (page.low(at), page.low(at + 1), page.low(at + 2)) {
        ("at" | "around", "about", _) => (at + 2, Some("APPROX")),
        ("around", ..) => (at + 1, Some("APPROX")),
        ("at", ..) => (at + 1, None),
        ("before" | "by", ..) => (at + 1, Some("BEFORE")),
        ("after", ..) => (at + 1, Some("AFTER")),
        ("no", "later", "than") => (at + 3, Some("BEFORE")),
        _ => (at, None),
    };
    if let Some((time, end)) = clock_time(page, at, at > end) {
        let time = by_part(time, found.time.as_deref());
        return Some(Found { end, time: Some(time), modifier: found.modifier.or(modifier), ..found });
    }
    Some(found)
}

pub(super) fn is_day(sense: &Sense) -> bool {
    matches!(sense, Sense::Day { .. } | Sense::Full(_) | Sense::Weekday(..) | Sense::DaysAway(_))
        || matches!(
            sense,
            Sense::Holiday { .. } | Sense::PartOf { part: Part::Weekday(_), .. } | Sense::Offset { .. }
        )
        || matches!(sense, Sense::Shift { unit: Unit::Day, .. })
}

/// "the end of the year", "the start of 1990", "year's end".
fn edged(page: &Page, i: usize) -> Option<Found> {
    if page.low(i) == "year" || page.low(i) == "month" {
        let at = page.past_hyphen(i + 1);
        let unit = if page.low(i) == "year" { Unit::Year } else { Unit::Month };
        let joined = at > i + 1
            || page.at(i).possessive
            || matches!(page.before(i), "by" | "at" | "before" | "until" | "around" | "the");
        return (page.low(at) == "end" && joined && page.low(at + 1) != "of")
            .then(|| Found::new(at + 1, Sense::Away(unit, 0)).modified(BEFORE_END));
    }
    let at = i + usize::from(page.low(i) == "the");
    let modifier = match page.low(at) {
        "start" | "beginning" => "START",
        "middle" => "MID",
        "end" => "END",
        _ => return None,
    };
    if page.low(at + 1) != "of" {
        return None;
    }
    let from = at + 2;
    let found = date(page, from).or_else(|| {
        let Is::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade), false) =
            page.is(from + 1)
        else {
            return None;
        };
        (page.low(from) == "the").then(|| Found::new(from + 2, Sense::Away(unit, 0)))
    })?;
    let length =
        matches!(found.sense, Sense::Duration(_) | Sense::Set(_) | Sense::Reference(_) | Sense::TimeOnly);
    (!length).then(|| edge_of(page, i, found, modifier))
}

/// "before the end of" is a limit; TIMEX3 has a modifier for it.
fn edge_of(page: &Page, i: usize, found: Found, modifier: &'static str) -> Found {
    let deictic = matches!(found.sense, Sense::Away(..));
    let before = page.before(i) == "before" || page.before(i) == "by" && deictic;
    found.modified(if before && modifier == "END" { BEFORE_END } else { modifier })
}

/// Modifier of what must be over by the last day: told apart here, "BEFORE" in the result.
pub(super) const BEFORE_END: &str = "BEFORE";

/// "early 1990", "late on Tuesday", "mid-1996", "earlier this year", "sometime next year".
fn staged(page: &Page, i: usize) -> Option<Found> {
    let the = usize::from(page.low(i) == "the");
    let modifier = match page.low(i + the) {
        "early" => "START",
        "late" => "END",
        "mid" => "MID",
        "earlier" => "EARLIER",
        "later" => "LATER",
        "sometime" => "APPROX",
        _ => return None,
    };
    let at = page.past_hyphen(i + the + 1);
    let at = at + usize::from(matches!(page.low(at), "on" | "in") && !matches!(modifier, "MID"));
    if let (Is::Part(part), "MID") = (page.is(at), modifier) {
        return Some(behind(page, at + 1, part.to_owned()));
    }
    let mut found = match with_time(page, at) {
        Some(found) => found,
        None if matches!(modifier, "EARLIER" | "LATER") && page.low(at) == "the" => match page.is(at + 1) {
            Is::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) => {
                Found::new(at + 2, Sense::The(unit))
            }
            _ => return None,
        },
        // "early January" needs no more leave than its "early"; "the mid-80s"
        None => match page.is(at) {
            Is::Decade(first, _) => Found::new(at + 1, Sense::Decade(first)),
            _ => return None,
        },
    };
    if matches!(found.sense, Sense::Duration(_) | Sense::Reference(_)) {
        return None;
    }
    found.modifier = match modifier {
        "EARLIER" | "LATER" => found.modifier,
        _ => Some(modifier),
    };
    Some(found)
}
