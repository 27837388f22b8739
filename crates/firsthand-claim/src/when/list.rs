//! Reads what shares a month, a year or a half of the day: "on 3, 4 and 7 May", "April 6-7",
//! "1914-18", "from 3 to 5 p.m.".
//!
//! In: a page and a token. Out: one [`Found`] for each day, year or hour of the list, with its token.

use super::clock;
use super::dates;
use super::lexicon::{Is, Page};
use super::sense::{Found, InYear, Sense};
use super::year;

/// Most members of a list of days; longer ones are tables.
const MOST: usize = 6;

/// The list that begins at `i`: at least two members.
pub(super) fn read(page: &Page, i: usize) -> Option<Vec<(usize, Found)>> {
    match page.is(i) {
        Is::Digits(_, 1..=2) | Is::Ordinal(_) => days_first(page, i).or_else(|| hours(page, i)),
        Is::Month(..) => month_first(page, i),
        Is::Digits(_, 3..=4) => years(page, i),
        Is::Count(_) => hours(page, i),
        _ => None,
    }
}

/// Past what parts two members: a comma, "and", "to", a dash. Whether it is a comma alone.
fn parted(page: &Page, i: usize) -> Option<(usize, bool)> {
    match page.low(i) {
        "," => match page.low(i + 1) {
            "and" | "or" => Some((i + 2, false)),
            _ => Some((i + 1, true)),
        },
        "and" | "or" | "to" | "through" | "until" | "till" | "&" | "-" | "–" | "—" | "/" => {
            Some((i + 1, false))
        }
        _ => None,
    }
}

fn day(page: &Page, i: usize) -> Option<i8> {
    match page.is(i) {
        Is::Digits(day @ 1..=31, 1..=2) | Is::Ordinal(day @ 1..=31) => Some(day as i8),
        _ => None,
    }
}

/// "3, 4 and 7 May", "6-7 February 1920", "3rd to 5th of May".
fn days_first(page: &Page, i: usize) -> Option<Vec<(usize, Found)>> {
    let mut members = vec![(i, day(page, i)?)];
    let mut at = i + 1;
    while members.len() < MOST {
        let Some((next, _)) = parted(page, at) else { break };
        let next = next + usize::from(page.low(next) == "the" && matches!(page.is(next + 1), Is::Ordinal(_)));
        let Some(day) = day(page, next).filter(|day| members.last().is_some_and(|(_, last)| last < day))
        else {
            break;
        };
        members.push((next, day));
        at = next + 1;
    }
    let &(last, _) = members.last()?;
    if members.len() < 2 || page.at(i).glued && !matches!(page.before(i), "(" | "“" | "\"" | "—" | "–")
    {
        return None;
    }
    let Found { end, sense: Sense::Day { year, month, .. }, bc, .. } = dates::read(page, last)? else {
        return None;
    };
    let many = members.len();
    let found = members.into_iter().enumerate().map(|(place, (token, day))| {
        let end = if place + 1 == many { end } else { token + 1 };
        (token, Found { bc, ..Found::new(end, Sense::Day { year, month, day, weekday: None }) })
    });
    Some(found.collect())
}

/// "April 6-7", "January 25 and 29, 1905", "May 3, 4 and 7".
fn month_first(page: &Page, i: usize) -> Option<Vec<(usize, Found)>> {
    let first = dates::read(page, i)?;
    let Sense::Day { year: InYear::Open, month, day: begun, weekday: None } = first.sense else {
        return None;
    };
    let mut members = vec![(i, first.end, begun)];
    let mut at = first.end;
    let mut comma = false;
    while members.len() < MOST {
        let Some((next, comma_alone)) = parted(page, at) else { break };
        let next = next + usize::from(page.low(next) == "the" && matches!(page.is(next + 1), Is::Ordinal(_)));
        let Some(day) = day(page, next).filter(|day| members.last().is_some_and(|(.., last)| last < day))
        else {
            break;
        };
        // "May 3 to 4 June": the second has a month of its own.
        if matches!(page.is(next + 1), Is::Month(..))
            || dates::counted(page, next + 1)
            || page.low(next + 1) == ":"
        {
            break;
        }
        comma = comma_alone;
        members.push((next, next + 1, day));
        at = next + 1;
    }
    // "On May 3, 40 of them": a list ends in "and" or its like; and "May 3 and 4 children" is none.
    if members.len() < 2 || comma {
        return None;
    }
    let (year, end) = dates::year_after(page, at);
    let spaced = !matches!(page.low(at - 2), "-" | "–" | "—" | "/" | "through" | "to");
    if year == InYear::Open && spaced && page.plain_word(end) && page.low(end).ends_with('s') {
        return None;
    }
    members.last_mut()?.1 = end;
    let found = members
        .into_iter()
        .map(|(token, end, day)| (token, Found::new(end, Sense::Day { year, month, day, weekday: None })));
    Some(found.collect())
}

/// "1914-18", "499-493 BC", "2019/20".
fn years(page: &Page, i: usize) -> Option<Vec<(usize, Found)>> {
    let Is::Digits(from, places) = page.is(i) else { return None };
    if page.at(i).glued && !matches!(page.before(i), "(" | "[" | "“" | "\"" | "—" | "–") {
        return None;
    }
    let spaced = page.low(i + 1) == "to" || page.low(i + 1) == "and";
    let dash =
        matches!(page.low(i + 1), "-" | "–" | "—" | "/") && (page.at(i + 1).glued == page.at(i + 2).glued);
    if !dash && !spaced {
        return None;
    }
    let Is::Digits(to, to_places) = page.is(i + 2) else { return None };
    let bc = year::era(page, i + 3);
    if let Some((true, end)) = bc
        && to < from
    {
        let one = Found { bc: true, ..Found::new(i + 1, Sense::Year(from as i16)) };
        let other = Found { bc: true, ..Found::new(end, Sense::Year(to as i16)) };
        return Some(vec![(i, one), (i + 2, other)]);
    }
    // What follows a span of years is no more figures: "1914-18-22", "2014-18%".
    let goes_on = matches!(page.low(i + 3), "-" | "/" | "%" | "percent") && page.at(i + 3).glued
        || page.low(i + 3) == "." && matches!(page.is(i + 4), Is::Digits(..)) && page.at(i + 4).glued;
    if places != 4 || to_places != 2 || !dash || goes_on || !(1000..2100).contains(&from) {
        return None;
    }
    let full = from / 100 * 100 + to;
    (full > from && page.at(i + 2).glued).then(|| {
        vec![
            (i, Found::new(i + 1, Sense::Year(from as i16))),
            (i + 2, Found::new(i + 3, Sense::Year(full as i16))),
        ]
    })
}

/// "3 to 5 p.m.", "10:30 and 11:45 am", "five to seven in the evening": the half of the day is the
/// second's, unless the first would lie behind it.
fn hours(page: &Page, i: usize) -> Option<Vec<(usize, Found)>> {
    let (hour, minute, next) = bare_hour(page, i)?;
    if !matches!(page.low(next), "to" | "-" | "–" | "—" | "and" | "until" | "till") {
        return None;
    }
    let second = next + 1;
    let (later, _, end) = bare_hour(page, second)
        .or_else(|| matches!(page.is(second), Is::Clock(_)).then_some((0, 0, second + 1)))?;
    let half = clock::halved(page, later, end).is_some() || matches!(page.is(second), Is::Clock(_));
    if !half || !(1..=12).contains(&hour) {
        return None;
    }
    let (time, end) = clock::clock_time(page, second, true)?;
    let there: u32 = time.get(..2)?.parse().ok()?;
    let afternoon = hour % 12 + 12;
    let here = if there >= 12 && afternoon <= there { afternoon } else { hour % 12 };
    let one = Found::new(next, Sense::TimeOnly).at_time(format!("{here:02}:{minute:02}"));
    let mut other = clock::behind(page, end, time);
    let mut one = one;
    one.sense = other.sense.clone();
    if other.end == end {
        other.sense = Sense::TimeOnly;
    }
    Some(vec![(i, one), (second, other)])
}

/// "3", "10:30", "five": hour, minute, token after.
fn bare_hour(page: &Page, i: usize) -> Option<(u32, u32, usize)> {
    let hour = match page.is(i) {
        Is::Digits(hour @ 1..=12, 1..=2) | Is::Count(hour @ 1..=12) => hour,
        _ => return None,
    };
    if page.low(i + 1) == ":"
        && page.at(i + 1).glued
        && let Is::Digits(minute @ 0..60, 2) = page.is(i + 2)
    {
        return Some((hour, minute, i + 3));
    }
    Some((hour, 0, i + 1))
}
