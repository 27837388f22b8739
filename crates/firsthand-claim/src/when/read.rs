//! Puts the pieces of one expression together: "early on Tuesday", "the end of the year",
//! "5 p.m. Wednesday", "Friday evening".
//!
//! In: a page and a token. Out: the longest expression that begins there.

use super::dates;
use super::lexicon::{Is, Page, Unit};
use super::relative;
use super::sense::{Found, Sense};

/// The expression that begins at token `i`.
pub(super) fn read(page: &Page, i: usize) -> Option<Found> {
    if page.is(i) == Is::Nothing
        && !matches!(page.low(i), "'" | "’" | "‘")
        && page.at(i).kind != firsthand_text::TokenKind::Number
    {
        // "q3" has no class of its own.
        return if page.low(i).starts_with('q') { dates::read(page, i) } else { None };
    }
    let forms: [fn(&Page, usize) -> Option<Found>; 7] =
        [clock, edged, staged, with_time, relative::length, relative::recurring, relative::reference];
    let mut best: Option<Found> = None;
    for form in forms {
        if let Some(found) = form(page, i)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best
}

/// A date by itself.
fn date(page: &Page, i: usize) -> Option<Found> {
    match (dates::read(page, i), relative::deictic(page, i)) {
        (Some(one), Some(other)) => Some(if other.end > one.end { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// A date and the time behind it: "Friday evening", "yesterday at 5 p.m.".
fn with_time(page: &Page, i: usize) -> Option<Found> {
    let found = date(page, i)?;
    if found.time.is_some() || !is_day(&found.sense) {
        return Some(found);
    }
    let end = found.end;
    match page.is(end) {
        Is::Unit(Unit::Night, false) => {
            return Some(Found { end: end + 1, time: Some("NI".to_owned()), ..found });
        }
        Is::Part(part) if !matches!(page.low(end), "tonight") => {
            return Some(Found { end: end + 1, time: Some(part.to_owned()), ..found });
        }
        _ => {}
    }
    let at = end + usize::from(page.low(end) == ",");
    let at = at + usize::from(page.low(at) == "at");
    if let Some((time, end)) = clock_time(page, at, at > end) {
        return Some(Found { end, time: Some(time), ..found });
    }
    Some(found)
}

fn is_day(sense: &Sense) -> bool {
    matches!(sense, Sense::Day { .. } | Sense::Full(_) | Sense::Weekday(..) | Sense::DaysAway(_))
        || matches!(sense, Sense::Shift { unit: Unit::Day, .. })
}

/// "5 p.m.", "16:00", "noon", and the date or part of the day behind it.
fn clock(page: &Page, i: usize) -> Option<Found> {
    if let Some((time, end)) = clock_time(page, i, clock_is_led(page, i)) {
        return Some(behind(page, end, time));
    }
    let at = i + usize::from(page.low(i) == "the");
    match (page.is(at), page.low(at)) {
        (Is::Part(part), "tonight") => Some(Found::new(at + 1, Sense::DaysAway(0)).at_time(part)),
        (Is::Part(part), "noon" | "midnight" | "midday" | "dawn") if at == i => {
            let led = matches!(
                page.before(i),
                "at" | "by" | "until" | "since" | "before" | "after" | "around" | "from"
            );
            let found = behind(page, at + 1, part.to_owned());
            (led || found.end > at + 1).then_some(found)
        }
        (Is::Part(part), "overnight") if at == i => Some(Found::new(at + 1, Sense::TimeOnly).at_time(part)),
        // "in the afternoon", "by the morning"
        (Is::Part(part), _)
            if at > i && matches!(page.before(i), "in" | "by" | "during" | "into" | "until") =>
        {
            Some(behind(page, at + 1, part.to_owned()))
        }
        // "mid-afternoon", "morning of 5 May"
        (Is::Part(part), _) if page.low(at + 1) == "of" => {
            let found = behind(page, at + 1, part.to_owned());
            (found.end > at + 2).then_some(found)
        }
        _ => None,
    }
}

/// A time with the date that may follow it: "noon Saturday", "5 p.m. on Wednesday".
fn behind(page: &Page, end: usize, time: String) -> Found {
    let at = end + usize::from(page.low(end) == "," && !matches!(page.is(end + 1), Is::Digits(..)));
    let at = at + usize::from(matches!(page.low(at), "on" | "of"));
    match date(page, at) {
        Some(found) if is_day(&found.sense) && page.joined(at) => Found { time: Some(time), ..found },
        _ => Found::new(end, Sense::TimeOnly).at_time(time),
    }
}

/// Whether the words before `i` announce a clock time.
fn clock_is_led(page: &Page, i: usize) -> bool {
    matches!(
        page.before(i),
        "at" | "by" | "until" | "till" | "from" | "since" | "around" | "about" | "before" | "after"
    )
}

/// A clock time as TIMEX3 writes it, and the token after it. `led` is whether the words before
/// announce one: a bare "5:30" may be a score.
fn clock_time(page: &Page, i: usize, led: bool) -> Option<(String, usize)> {
    let (hour, mut minute, mut end) = match page.is(i) {
        Is::Clock(hour) => return Some((format!("{hour:02}:00"), zone(page, stop(page, i + 1)))),
        Is::Digits(hour, 1..=2) if hour < 24 => (hour, None, i + 1),
        Is::Figure(both) if page.low(i).contains('.') && page.low(i).len() <= 5 => {
            // "5.30pm" is two tokens at most: "5.30" and its half of the day.
            let minutes = ((both.fract() * 100.0).round()) as u32;
            let two_figures = page.low(i).split('.').nth(1).is_some_and(|minutes| minutes.len() == 2);
            (both < 24.0 && minutes < 60 && two_figures).then_some(())?;
            (both as u32, Some(minutes), i + 1)
        }
        Is::Count(hour) if hour <= 12 => (hour, None, i + 1),
        _ => return None,
    };
    if page.low(end) == ":" && page.at(end).glued && page.at(end + 1).glued {
        match page.is(end + 1) {
            Is::Digits(minutes, 2) if minutes < 60 && minute.is_none() => {
                minute = Some(minutes);
                end += 2;
            }
            // "7:15pm" comes as "7", ":", "15pm".
            _ => {
                let low = page.low(end + 1);
                let (digits, half) = low.split_at(low.find(|char: char| !char.is_ascii_digit())?);
                let minutes: u32 =
                    digits.parse().ok().filter(|&minutes| minutes < 60 && digits.len() == 2)?;
                let hour = twelve(hour, half)?;
                return Some((format!("{hour:02}:{minutes:02}"), zone(page, stop(page, end + 2))));
            }
        }
    }
    if let Some(hour) = twelve(hour, page.low(end)) {
        return Some((format!("{hour:02}:{:02}", minute.unwrap_or(0)), zone(page, stop(page, end + 1))));
    }
    if page.low(end) == "o'clock" || page.low(end) == "o’clock" {
        return Some((format!("{hour:02}:00"), zone(page, end + 1)));
    }
    let spelled = matches!(page.is(i), Is::Count(_));
    let zoned = zone(page, end);
    let colon = minute.is_some() && matches!(page.is(i), Is::Digits(..)) && !spelled;
    let number_after = page.low(zoned) == ":" || page.low(zoned) == "%";
    if colon && !number_after && (led || zoned > end || page.low(end) == "hours") {
        return Some((format!("{hour:02}:{:02}", minute.unwrap_or(0)), zoned));
    }
    None
}

/// The hour of 24 for "p.m." and the like.
fn twelve(hour: u32, half: &str) -> Option<u32> {
    match half {
        "a.m" | "am" if (1..=12).contains(&hour) => Some(hour % 12),
        "p.m" | "pm" if (1..=12).contains(&hour) => Some(hour % 12 + 12),
        _ => None,
    }
}

/// Past the full stop of "p.m.", unless it ends the sentence.
fn stop(page: &Page, i: usize) -> usize {
    if page.low(i) == "." && page.at(i).glued && page.before(i).ends_with(".m") { i + 1 } else { i }
}

/// Past the name of a time zone.
fn zone(page: &Page, i: usize) -> usize {
    const ZONES: &[&str] = &[
        "est", "edt", "et", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest",
        "eet", "ist", "jst",
    ];
    if page.at(i).capital && ZONES.contains(&page.low(i)) {
        return i + 1;
    }
    if page.low(i) == "local" && page.low(i + 1) == "time" {
        return i + 2;
    }
    i
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
